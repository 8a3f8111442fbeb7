import { describe, expect, test } from 'vitest';
import { whyNotStart } from '../../../../src/modules/tickets/model/starting.js';
import {
  maySeeTask,
  type TaskFacts,
  whyNotClaim,
  whyNotComplete,
  whyNotRelease,
} from '../../../../src/modules/tickets/model/taskPermissions.js';
import { maySeeTicket } from '../../../../src/modules/tickets/model/ticketVisibility.js';
import type { Actor } from '../../../../src/platform/actor.js';

const engineer: Actor = { id: 1, name: '张伟', groups: ['service-engineer'] };
const clerk: Actor = { id: 2, name: '李静', groups: ['service-clerk'] };
const otherClerk: Actor = { id: 3, name: '高敏', groups: ['service-clerk'] };
const both: Actor = { id: 1, name: '张伟', groups: ['service-engineer', 'service-clerk'] };

const ready: TaskFacts = {
  status: 'ready',
  assigneeId: null,
  candidateGroups: ['service-clerk'],
  excludedPersons: [1],
};
const claimed: TaskFacts = { ...ready, status: 'claimed', assigneeId: 2 };

describe('a task', () => {
  test('is claimed by a member of its group only', () => {
    expect(whyNotClaim(clerk, ready)).toBeNull();
    expect(whyNotClaim(engineer, ready)).toContain('岗位职责');
    expect(whyNotClaim(otherClerk, claimed)).toContain('已有办理人');
  });

  test('is kept from who did the work before, whatever groups that person holds (R9, R18)', () => {
    expect(whyNotClaim(both, ready)).toContain('职责分离');
    expect(whyNotComplete(both, { ...claimed, assigneeId: 1 })).toContain('职责分离');
    expect(maySeeTask(both, { ...ready, completedBy: null })).toBe(false);
  });

  test('is submitted by its assignee, after claiming', () => {
    expect(whyNotComplete(clerk, claimed)).toBeNull();
    expect(whyNotComplete(otherClerk, claimed)).toContain('其他人员');
    expect(whyNotComplete(clerk, ready)).toContain('先签收');
    expect(whyNotComplete(engineer, { ...ready, excludedPersons: [] })).toContain('岗位职责');
  });

  test('goes back to its group only from its assignee, and only if there is a group', () => {
    expect(whyNotRelease(clerk, claimed)).toBeNull();
    expect(whyNotRelease(otherClerk, claimed)).not.toBeNull();
    expect(whyNotRelease(clerk, { ...claimed, candidateGroups: [] })).toContain('候选组');
    expect(whyNotRelease(clerk, { ...claimed, status: 'completed' })).not.toBeNull();
  });
});

describe('a ticket', () => {
  const task = {
    status: 'ready' as const,
    assigneeId: null,
    completedBy: null,
    candidateGroups: ['callback-agent'],
    excludedPersons: [],
  };

  test.each([
    ['who oversees the service', clerk, { initiatorId: 9 }, [], true],
    ['who started it', engineer, { initiatorId: 1 }, [], true],
    ['who has a task of it', engineer, { initiatorId: 9 }, [{ ...task, assigneeId: 1 }], true],
    ['who did a task of it', engineer, { initiatorId: 9 }, [{ ...task, completedBy: 1 }], true],
    [
      'who may take a task of it',
      engineer,
      { initiatorId: 9 },
      [{ ...task, candidateGroups: ['service-engineer'] }],
      true,
    ],
    [
      'who may take a task of it that somebody else works on',
      engineer,
      { initiatorId: 9 },
      [{ ...task, status: 'claimed' as const, assigneeId: 9, candidateGroups: ['service-engineer'] }],
      true,
    ],
    [
      'not who could have taken a task that is completed',
      engineer,
      { initiatorId: 9 },
      [{ ...task, status: 'completed' as const, completedBy: 9, candidateGroups: ['service-engineer'] }],
      false,
    ],
    [
      'not who could have taken a task that is cancelled',
      engineer,
      { initiatorId: 9 },
      [{ ...task, status: 'cancelled' as const, completedBy: 9, candidateGroups: ['service-engineer'] }],
      false,
    ],
    ['nobody else', engineer, { initiatorId: 9 }, [task], false],
    [
      'not who is barred from the only task',
      engineer,
      { initiatorId: 9 },
      [{ ...task, candidateGroups: ['service-engineer'], excludedPersons: [1] }],
      false,
    ],
  ])('is seen by %s', (_who, actor, ticket, tasks, expected) => {
    expect(maySeeTicket(actor, ticket, tasks)).toBe(expected);
  });

  test('is started by the groups that the diagram names', () => {
    expect(whyNotStart(clerk, ['service-desk', 'service-clerk'])).toBeNull();
    expect(whyNotStart(engineer, ['service-desk'])).toContain('不能发起');
    expect(whyNotStart(clerk, [])).not.toBeNull();
  });
});
