import { type EventDescription, personName, quoted } from './eventDescription.js';

type Data = Record<string, unknown>;
type Named = { name: string };

const namesIn = (value: unknown) => ((value as Named[] | undefined) ?? []).map(({ name }) => name).join('、');

const performerText = (to: unknown) => {
  const { person } = to as { person: Named | null };
  return person ? `（${personName(person)}）` : '，由全部会签人员重新办理';
};

/** Descriptions of actions on tasks and tickets other than submitting forms. */
export const actionDescribers: Record<string, (data: Data) => EventDescription> = {
  'task.assigned': (data) => ({
    text: `将${quoted(data.name)}派给${personName(data.to)}`,
    icon: 'user-check',
    tone: 'info',
  }),
  'task.reassigned': (data) => ({
    text: `将${quoted(data.name)}转办给${personName(data.to)}`,
    note: `原因：${data.reason}`,
    icon: 'user-share',
    tone: 'info',
  }),
  'task.delegated': (data) => ({
    text: `将${quoted(data.name)}委派给${personName(data.to)}`,
    note: `说明：${data.reason}`,
    icon: 'users',
    tone: 'info',
  }),
  'task.resolved': (data) => ({
    text: `${quoted(data.name)}结束委派，回到${personName(data.to)}`,
    icon: 'arrow-back-up',
    tone: 'info',
  }),
  'task.returned': (data) => ({
    text: `将${quoted(data.name)}退回到${quoted((data.to as Named).name)}${performerText(data.to)}`,
    note: `${data.mode === 'again' ? '从该环节起重新办理' : '补办后直接回到本环节'}。原因：${data.reason}`,
    icon: 'arrow-back-up',
    tone: 'now',
  }),
  'task.withdrawn': (data) => ({
    text: `撤回${quoted(data.name)}`,
    note: `原因：${data.reason}`,
    icon: 'arrow-back-up',
    tone: 'now',
  }),
  'signing.started': (data) => ({
    text: `${data.kind === 'after' ? '提交' : '就'}${quoted(data.name)}${data.kind === 'after' ? '并后加签' : '前加签'}${data.inOrder ? '（依次签署）' : ''}`,
    note: `说明：${data.reason}`,
    icon: 'users',
    tone: 'info',
  }),
  'task.added': (data) => ({
    text:
      data.kind === 'redo'
        ? `请${personName(data.assignee)}补办${quoted(data.name)}`
        : `请${personName(data.assignee)}加签`,
    icon: 'user-plus',
    tone: 'info',
    bySystem: false,
  }),
  'task.signed': (data) => ({
    text: `加签意见：${data.agrees ? '同意' : '不同意'}`,
    note: String(data.opinion),
    icon: data.agrees ? 'check' : 'ban',
    tone: data.agrees ? 'good' : 'late',
  }),
  'task.removed': (data) => ({
    text: `减签${quoted(data.name)}`,
    note: `原因：${data.reason}`,
    icon: 'ban',
    tone: 'muted',
  }),
  'task.resumed': (data) => ({
    text: `${quoted(data.name)}恢复办理`,
    icon: 'player-play',
    tone: 'info',
    bySystem: true,
  }),
  'task.reminded': (data) => ({ text: `催办${quoted(data.name)}`, icon: 'bell-ringing', tone: 'now' }),
  'ticket.copied': (data) => ({
    text: `抄送给${namesIn(data.to)}`,
    note: data.note ? String(data.note) : null,
    icon: 'copy',
    tone: 'info',
  }),
  'copy.read': () => ({ text: '已阅抄送', icon: 'check', tone: 'muted' }),
  'comment.added': (data) => ({
    text: data.attachments ? `评论，附件：${namesIn(data.attachments)}` : '评论',
    note: String(data.text),
    icon: 'message',
    tone: 'info',
  }),
};
