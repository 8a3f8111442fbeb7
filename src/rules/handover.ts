import type { Person } from './actor.js';
import { whyNotClaim } from './taskPermissions.js';

/** Why this person can't take over a task of somebody who leaves (R9, R18); null when possible. */
export function whyNotSuccessor(
  successor: Person,
  task: { candidateGroups: readonly string[]; excludedPersons: readonly number[] },
  leaver: Pick<Person, 'groups'>,
): string | null {
  if (task.excludedPersons.includes(successor.id))
    return `${successor.name}办理过本工单的前序环节，按职责分离规定（R9、R18）不能接办。`;
  // Who was named without being of the group, as a department's head for an opinion, could be anybody.
  if (!task.candidateGroups.some((group) => leaver.groups.includes(group))) return null;
  const facts = { ...task, status: 'ready', assigneeId: null } as const;
  return whyNotClaim(successor, facts) === null ? null : `${successor.name}的岗位不能办理此任务。`;
}
