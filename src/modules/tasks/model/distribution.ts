import type { Person } from '../../../platform/actor.js';
import { type TaskFacts, whyNotReceive } from '../../tickets/index.js';

/** Somebody who is to get tasks, and how many are in hand already. */
export interface Recipient {
  person: Person;
  open: number;
}

/**
 * Who gets each task: of those who may have it the one with the least in hand, what was just given included; null where
 * nobody may.
 * @param groupsOf the groups whose members may have the task
 */
export function distribute<Task extends TaskFacts>(
  tasks: readonly Task[],
  takers: readonly Recipient[],
  groupsOf: (task: Task) => readonly string[],
): (Person | null)[] {
  const hands = takers.map((taker) => ({ ...taker }));
  return tasks.map((task) => {
    const open = hands.filter(({ person }) => whyNotReceive(person, task, groupsOf(task)) === null);
    if (open.length === 0) return null;
    const least = open.reduce((best, one) => (one.open < best.open ? one : best));
    least.open += 1;
    return least.person;
  });
}
