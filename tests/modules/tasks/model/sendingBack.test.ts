import { describe, expect, it, test } from 'vitest';
import { voteOf } from '../../../../src/modules/tasks/model/voting.js';
import { whyNotWithdraw, whyTooLate } from '../../../../src/modules/tasks/model/withdrawing.js';
import {
  signingStateOf,
  whyNotAddSigners,
  whyNotRemoveSigner,
  whyNotSign,
} from '../../../../src/modules/tickets/model/countersigning.js';
import { returnTargets, whyNotReturn } from '../../../../src/modules/tickets/model/returning.js';
import type { Person } from '../../../../src/platform/actor.js';

const holder: Person = { id: 1, name: '张伟', groups: ['service-engineer'] };
const held = {
  kind: 'flow',
  status: 'claimed' as const,
  assigneeId: 1,
  candidateGroups: ['service-engineer'],
  excludedPersons: [],
};

describe('退回', () => {
  const done = (elementId: string, completedBy: number, extra = {}) => ({
    elementId,
    name: elementId,
    formKey: `${elementId}-form`,
    kind: 'flow',
    status: 'completed',
    completedBy,
    isInstance: false,
    ...extra,
  });
  const start = { elementId: 'start', formKey: 'start-form', personId: 9 };
  const movable = new Set(['start', 'a', 'b', 'own']);
  const namesOf = (tasks: ReturnType<typeof done>[], properties = {}) =>
    returnTargets(tasks, movable, 'own', start, properties).map(({ elementId }) => elementId);

  it('offers each step once, the latest first, with who did it last; who started the ticket comes last', () => {
    const targets = returnTargets([done('a', 2), done('b', 3), done('a', 4)], movable, 'own', start, {});
    expect(targets.map(({ elementId, personId }) => [elementId, personId])).toEqual([
      ['a', 4],
      ['b', 3],
      ['start', 9],
    ]);
    expect(targets[2]).toMatchObject({ name: '发起人', isStart: true });
  });

  it('has a 会签 done by all its signers again, which is not to be done in between only', () => {
    const signed = [done('a', 2, { isInstance: true }), done('a', 3, { isInstance: true })];
    const [target] = returnTargets(signed, movable, 'own', null, { returnMode: 'resume' });
    expect(target).toMatchObject({ elementId: 'a', personId: null, modes: ['again'] });
  });

  it('leaves out what is ahead, was cancelled, is the task itself or a side task', () => {
    const others = [
      done('ahead', 2),
      done('b', 2, { status: 'cancelled' }),
      done('own', 2),
      done('a', 2, { kind: 'redo' }),
    ];
    expect(namesOf(others)).toEqual(['start']);
  });

  it('keeps to what the diagram names, and to the one way that it fixes', () => {
    expect(namesOf([done('a', 2), done('b', 3)], { returnTo: 'b, start' })).toEqual(['b', 'start']);
    const [target] = returnTargets([done('a', 2)], movable, 'own', null, { returnMode: 'again' });
    expect(target?.modes).toEqual(['again']);
    expect(returnTargets([done('a', 2)], movable, 'own', null, {})[0]?.modes).toEqual(['again', 'resume']);
  });

  test.each([
    ['its holder', {}, null],
    ['somebody else', { assigneeId: 2 }, '只有当前办理人'],
    ['nobody who has it', { status: 'ready' as const, assigneeId: null }, '只有当前办理人'],
    ['while it waits for others', { status: 'suspended' as const }, '只有当前办理人'],
    ['a signer', { kind: 'before' }, '加签任务不能退回'],
  ])('%s', (_who, change, refusal) => {
    const found = whyNotReturn(holder, { ...held, ...change });
    if (refusal === null) expect(found).toBeNull();
    else expect(found).toContain(refusal);
  });
});

describe('撤回', () => {
  const submitted = { kind: 'flow', status: 'completed', outcome: null, completedBy: 1 };
  test.each([
    [{}, null],
    [{ completedBy: 2 }, '您自己提交'],
    [{ status: 'claimed' }, '您自己提交'],
    [{ outcome: 'withdrawn' }, '已经撤回'],
    [{ kind: 'redo' }, '补办和加签'],
  ])('%o', (change, refusal) => {
    const found = whyNotWithdraw(holder, { ...submitted, ...change });
    if (refusal === null) expect(found).toBeNull();
    else expect(found).toContain(refusal);
  });

  const follower = { name: '反馈结果', status: 'ready', claimedAt: null, hasDraft: false };
  const since = { isActive: true, isReachable: true, followers: [follower], moved: [] };
  test.each([
    [{}, null],
    [{ followers: [{ ...follower, status: 'claimed' }] }, null],
    [
      { followers: [{ ...follower, status: 'claimed', claimedAt: '2026-11-23T01:00:00.000Z' }] },
      '已有人开始',
    ],
    [{ followers: [{ ...follower, status: 'claimed', hasDraft: true }] }, '已有人开始'],
    [{ followers: [{ ...follower, status: 'delegated' }] }, '已有人开始'],
    [{ moved: ['派工'] }, '「派工」已有进展'],
    [{ isReachable: false }, '已离开该环节'],
    [{ isActive: false }, '工单已结束'],
  ])('%o', (change, refusal) => {
    const found = whyTooLate({ ...since, ...change });
    if (refusal === null) expect(found).toBeNull();
    else expect(found).toContain(refusal);
  });
});

describe('加签', () => {
  const signer = { kind: 'after', status: 'completed', outcome: 'agreed' };
  const open = { ...signer, status: 'claimed', outcome: null };
  const removed = { ...signer, status: 'cancelled', outcome: null };
  const refused = { ...signer, outcome: 'refused' };
  test.each([
    ['after, all agreed', [signer, signer], 'release'],
    ['after, one still asked', [signer, open], 'open'],
    ['after, one refused, one still asked', [refused, open], 'back'],
    ['after, the last one taken off', [signer, removed], 'release'],
    [
      'before, one refused, one still asked',
      [
        { ...refused, kind: 'before' },
        { ...open, kind: 'before' },
      ],
      'open',
    ],
    [
      'before, all answered',
      [
        { ...refused, kind: 'before' },
        { ...signer, kind: 'before' },
      ],
      'back',
    ],
  ])('%s', (_what, signers, standing) => {
    expect(signingStateOf(signers)).toBe(standing);
  });

  it('is asked for by the holder, given by who is asked in turn, and ended by who asked', () => {
    expect(whyNotAddSigners(holder, held)).toBeNull();
    expect(whyNotAddSigners({ ...holder, id: 2 }, held)).toContain('当前办理人');
    expect(whyNotAddSigners(holder, { ...held, kind: 'after' })).toContain('不能再加签');
    expect(whyNotSign(holder, { ...held, kind: 'before' })).toBeNull();
    expect(whyNotSign(holder, held)).toContain('不是加签');
    expect(whyNotSign({ ...holder, id: 2 }, { ...held, kind: 'before' })).toContain('其他人员');
    expect(whyNotSign(holder, { ...held, kind: 'after', status: 'suspended' })).toContain('前一位');
    expect(whyNotRemoveSigner(holder, open, { assigneeId: 1 })).toBeNull();
    expect(whyNotRemoveSigner(holder, open, { assigneeId: 2 })).toContain('发起人');
    expect(whyNotRemoveSigner(holder, signer, { assigneeId: 1 })).toContain('已结束');
  });
});

test('a vote is the field that the diagram names, with the value that it names', () => {
  expect(voteOf({}, { agrees: true })).toBeNull();
  expect(voteOf({ voteField: 'agrees' }, { agrees: true })).toBe(true);
  expect(voteOf({ voteField: 'agrees' }, { agrees: '同意' })).toBe(false);
  expect(voteOf({ voteField: 'opinion', voteFor: '同意' }, { opinion: '同意' })).toBe(true);
  expect(voteOf({ voteField: 'opinion', voteFor: '同意' }, {})).toBe(false);
});
