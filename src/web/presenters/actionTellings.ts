import type { Telling } from './tellings.js';
import { personName, quoted } from './tellingWords.js';

type Data = Record<string, unknown>;
type Named = { name: string };

const namesIn = (value: unknown) => ((value as Named[] | undefined) ?? []).map(({ name }) => name).join('、');

/** What people do with tasks and tickets beside filling in forms, told in the course of the ticket. */
export const actionTellers: Record<string, (data: Data) => Telling> = {
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
  'task.reminded': (data) => ({ text: `催办${quoted(data.name)}`, icon: 'bell-ringing', tone: 'now' }),
  'ticket.copied': (data) => ({
    text: `抄送给${namesIn(data.to)}`,
    note: data.note ? String(data.note) : null,
    icon: 'copy',
    tone: 'info',
  }),
  'copy.read': () => ({ text: '已阅抄送', icon: 'check', tone: 'muted' }),
  'comment.added': (data) => ({ text: '评论', note: String(data.text), icon: 'message', tone: 'info' }),
};
