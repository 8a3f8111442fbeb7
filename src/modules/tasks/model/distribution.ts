import type { Person } from '../../../platform/actor.js';
import { type TaskFacts, whyNotReceive } from '../../tickets/index.js';

/** A person who receives tasks, and the number of tasks that the person has already. */
export interface Recipient {
  person: Person;
  open: number;
}

/**
 * Assigns each task to the recipient with the fewest tasks, including those just assigned; null when
 * no recipient may have it.
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
