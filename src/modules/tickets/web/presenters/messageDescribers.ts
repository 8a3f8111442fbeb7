import { type EventDescription, quoted } from './eventDescription.js';

type Data = Record<string, unknown>;

const key = ({ correlationKey }: Data) =>
  typeof correlationKey === 'string' ? `匹配值：${correlationKey}` : null;
const sender = ({ from }: Data) => (typeof from === 'string' ? { ticket: from } : {});

/** Descriptions of events about messages, signals and conditions. */
export const messageDescribers: Record<string, (data: Data, timeZone: string) => EventDescription> = {
  'message.received': (data) => ({
    text: `收到消息${quoted(data.name)}`,
    note: key(data),
    ...sender(data),
    icon: 'mail',
    tone: 'info',
  }),
  'message.thrown': (data) => ({
    text: `发出消息${quoted(data.name)}`,
    note: key(data),
    icon: 'mail',
    bySystem: true,
    tone: 'muted',
  }),
  'signal.received': (data) => ({
    text: `收到信号${quoted(data.name)}`,
    ...sender(data),
    icon: 'activity',
    bySystem: true,
    tone: 'info',
  }),
  'signal.missed': (data) => ({
    text: `信号${quoted(data.name)}到达时已不再等待，没有作用`,
    ...sender(data),
    icon: 'activity',
    bySystem: true,
    tone: 'muted',
  }),
  'signal.thrown': (data) => ({
    text: `发出信号${quoted(data.name)}`,
    icon: 'activity',
    bySystem: true,
    tone: 'muted',
  }),
  'condition.met': () => ({ text: '条件成立', icon: 'check', bySystem: true, tone: 'info' }),
};

const startingKinds: Record<string, string> = { message: '消息', signal: '信号', timer: '定时' };

/** By what a ticket was started, when no person did: `由消息「到货」启动`; null for any other. */
export function startedBy({ event }: Data): string | null {
  const { kind = '', name = '' } = (event ?? {}) as { kind?: string; name?: string };
  const what = startingKinds[kind];
  return what ? `由${what}${name ? quoted(name) : ''}启动` : null;
}
