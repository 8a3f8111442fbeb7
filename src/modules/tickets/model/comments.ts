import type { Actor } from '../../../platform/actor.js';

/** Groups that read every ticket and change nothing. */
const readOnlyGroups = ['auditor', 'process-owner', 'admin'];

/** Why an actor who may see the ticket may not copy it or comment on it; null when allowed. */
export function whyNotComment(actor: Actor): string | null {
  const works = actor.groups.some((group) => !readOnlyGroups.includes(group));
  return actor.id !== null && works ? null : '您的岗位只能查看工单，不能抄送、评论或催办。';
}

/** Minimum interval between two reminders of a task. */
const minutesBetweenReminders = 30;

/** Why an actor who may see the ticket may not send a reminder for the task; null when allowed. */
export function whyNotRemind(
  actor: Actor,
  task: { status: string; assigneeId: number | null; remindedAt: string | null },
  now: Date,
): string | null {
  const refusal = whyNotComment(actor);
  if (refusal) return refusal;
  if (task.status === 'completed' || task.status === 'cancelled') return '该任务已结束，无需催办。';
  if (task.status === 'suspended') return '该任务正在等待补办或加签，请催办对应的人员。';
  if (task.assigneeId === actor.id) return '该任务由您办理，无需催办。';
  if (task.remindedAt === null) return null;
  const passed = (now.getTime() - Date.parse(task.remindedAt)) / 60_000;
  if (passed >= minutesBetweenReminders) return null;
  return `该任务刚刚催办过，请 ${Math.ceil(minutesBetweenReminders - passed)} 分钟后再催。`;
}

/** Maximum number of receivers of a comment or copy. */
export const maxReceivers = 20;

/**
 * The people whom a comment mentions as `@姓名`, and the first `@` without a known name after it. Chinese text has no
 * spaces, so the longest matching name counts; the `@` of a mail address is no mention.
 */
export function findMentions<Named extends { name: string }>(
  text: string,
  people: readonly Named[],
): { mentioned: Named[]; unknown: string | null } {
  const byLength = [...people].sort((one, other) => other.name.length - one.name.length);
  const mentioned = new Set<Named>();
  for (const { index } of text.matchAll(/(?<![A-Za-z0-9._-])@/g)) {
    const rest = text.slice(index + 1);
    const named = byLength.filter(({ name }) => rest.startsWith(name));
    const longest = named[0]?.name;
    if (longest === undefined) return { mentioned: [], unknown: `@${rest.slice(0, 10)}` };
    for (const person of named.filter(({ name }) => name === longest)) mentioned.add(person);
  }
  return { mentioned: [...mentioned], unknown: null };
}
