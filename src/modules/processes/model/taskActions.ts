import { splitCommaList } from '../../../platform/splitCommaList.js';

/** What can be done with a task beside filling it in, in the order of the buttons. */
export const taskActions = [
  'release',
  'reassign',
  'delegate',
  'return',
  'withdraw',
  'signBefore',
  'signAfter',
  'remind',
  'copy',
  'comment',
] as const;
export type TaskAction = (typeof taskActions)[number];

export const actionNames: Record<TaskAction, string> = {
  release: '退回公共',
  reassign: '转办',
  delegate: '委派',
  return: '退回',
  withdraw: '撤回',
  signBefore: '前加签',
  signAfter: '后加签',
  remind: '催办',
  copy: '抄送',
  comment: '评论',
};

type Properties = Readonly<Record<string, string>>;

/** The actions that the diagram opens on a user task by its property `actions`; all of them when it says nothing. */
export function offeredActions(properties: Properties): readonly TaskAction[] {
  if (properties.actions === undefined) return taskActions;
  const named = splitCommaList(properties.actions);
  return taskActions.filter((action) => named.includes(action));
}

/** Why the diagram does not allow the action on this task; null when it does. */
export function whyNotOffered(action: TaskAction, properties: Properties): string | null {
  if (offeredActions(properties).includes(action)) return null;
  return `流程图规定该任务不能${actionNames[action]}。`;
}

/** Copying and commenting belong to the ticket: open when one of the tasks that wait opens them, or when none waits. */
export function offeredOnTicket(action: 'copy' | 'comment', waiting: readonly Properties[]): boolean {
  return waiting.length === 0 || waiting.some((properties) => offeredActions(properties).includes(action));
}
