/** Start forms by which a customer's request comes in (R2). */
const requestForms: readonly string[] = [
  'remote-service-request',
  'onsite-service-request',
  'repair-request',
];

/** waiting 未派工, working 办理中, ended 已完结, cancelled 已终止. */
export const registerStates = ['waiting', 'working', 'ended', 'cancelled'] as const;
export type RegisterState = (typeof registerStates)[number];

export const registerStateNames: Record<RegisterState, string> = {
  waiting: '未派工',
  working: '办理中',
  ended: '已完结',
  cancelled: '已终止',
};

/** Channels of a request, as named in the request forms (R2). */
const channelNames: Record<string, string> = {
  phone: '电话',
  fax: '传真',
  mail: '邮件',
  letter: '来函',
  visit: '来人',
  web: '网上',
};

/** The channel's name; '' for an unknown one. */
export function channelText(channel: string | null): string {
  return channelNames[channel ?? ''] ?? '';
}

/** Whether a ticket is a request of its own; a ticket called or started by another belongs to that one's request. */
export function isRequest(parentId: number | null, startFormKey: string | null): boolean {
  return parentId === null && requestForms.includes(startFormKey ?? '');
}

/** State of a request: an active one is `waiting` until an engineer is assigned. */
export function registerStateOf(
  status: 'active' | 'ended' | 'cancelled',
  engineerId: number | null,
): RegisterState {
  if (status !== 'active') return status;
  return engineerId === null ? 'waiting' : 'working';
}
