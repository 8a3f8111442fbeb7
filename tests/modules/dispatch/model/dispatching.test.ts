import { describe, expect, test } from 'vitest';
import { type PoolTask, sortPool } from '../../../../src/modules/dispatch/model/dispatching.js';
import { distribute } from '../../../../src/modules/tasks/model/distribution.js';

const moments = {
  today: '2026-11-24T00:00:00.000Z',
  now: '2026-11-24T08:00:00.000Z',
  soon: '2026-11-24T12:00:00.000Z',
};
const task = (id: number, facts: Partial<PoolTask> = {}): PoolTask => ({
  id,
  escalation: false,
  priority: 50,
  createdAt: '2026-11-24T01:00:00.000Z',
  dueAt: '2026-11-25T00:00:00.000Z',
  ...facts,
});

describe('the pool', () => {
  test('starts with tasks of an earlier day (R4), then overdue, due soon, escalated, due earlier, urgent', () => {
    const tasks = [
      task(1, { dueAt: null }),
      task(2),
      task(3, { priority: 90 }),
      task(4, { escalation: true }),
      task(5, { dueAt: '2026-11-24T10:00:00.000Z' }),
      task(6, { dueAt: '2026-11-24T07:00:00.000Z' }),
      task(7, { createdAt: '2026-11-23T09:00:00.000Z' }),
    ];
    expect(sortPool(tasks, moments).map(({ id }) => id)).toEqual([7, 6, 5, 4, 3, 2, 1]);
  });
});

describe('tasks of one person given to several', () => {
  const engineers = ['service-engineer'];
  const taker = (id: number, open: number, groups = engineers) => ({
    person: { id, name: `人员${id}`, groups },
    open,
  });
  const facts = (excludedPersons: number[] = []) => ({
    status: 'claimed' as const,
    assigneeId: 9,
    candidateGroups: engineers,
    excludedPersons,
  });
  const given = (tasks: ReturnType<typeof facts>[], takers: ReturnType<typeof taker>[]) =>
    distribute(tasks, takers, ({ candidateGroups }) => candidateGroups).map((person) => person?.id ?? null);

  test('go to the person with the fewest tasks, never to somebody excluded or outside the groups', () => {
    const takers = [taker(1, 3), taker(2, 0), taker(3, 0, ['accountant'])];
    expect(given([facts(), facts(), facts(), facts(), facts()], takers)).toEqual([2, 2, 2, 1, 2]);
    expect(given([facts([2]), facts([1, 2])], takers)).toEqual([1, null]);
    expect(takers.map(({ open }) => open)).toEqual([3, 0, 0]);
  });
});
