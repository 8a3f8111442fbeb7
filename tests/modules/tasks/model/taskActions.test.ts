import { describe, expect, test } from 'vitest';
import {
  offeredActions,
  offeredOnTicket,
  taskActions,
  whyNotOffered,
} from '../../../../src/modules/processes/model/taskActions.js';
import { findMentions, whyNotRemind } from '../../../../src/modules/tickets/model/comments.js';

describe('the actions of a task', () => {
  test('are all of them unless the diagram names some, and none when it names nothing', () => {
    expect(offeredActions({})).toEqual(taskActions);
    expect(offeredActions({ actions: 'copy, reassign' })).toEqual(['reassign', 'copy']);
    expect(offeredActions({ actions: '' })).toEqual([]);
    expect(whyNotOffered('delegate', { actions: 'copy' })).toBe('流程图规定该任务不能委派。');
    expect(whyNotOffered('copy', { actions: 'copy' })).toBeNull();
  });

  test('that belong to the ticket are open when one of its tasks opens them, or when none waits', () => {
    expect(offeredOnTicket('copy', [])).toBe(true);
    expect(offeredOnTicket('copy', [{ actions: 'release' }, { actions: 'copy' }])).toBe(true);
    expect(offeredOnTicket('comment', [{ actions: 'release' }, { actions: 'copy' }])).toBe(false);
  });
});

describe('mentions', () => {
  const people = [{ name: '张伟' }, { name: '张伟民' }, { name: '李静' }];
  test.each([
    ['@张伟请看', ['张伟'], null],
    ['@张伟民请看', ['张伟民'], null],
    ['请@李静和@张伟一起', ['李静', '张伟'], null],
    ['写信到 a.b@李静.com', [], null],
    ['没有人', [], null],
    ['@王五在吗', [], '@王五在吗'],
  ])('in “%s”', (text, names, unknown) => {
    const found = findMentions(text, people);
    expect([found.mentioned.map(({ name }) => name), found.unknown]).toEqual([names, unknown]);
  });

  test('of one of two people with the same name reach both', () => {
    expect(findMentions('@张伟', [{ name: '张伟' }, { name: '张伟' }]).mentioned).toHaveLength(2);
  });
});

test('a reminder waits until half an hour after the last one', () => {
  const actor = { id: 1, name: '', groups: ['service-desk'] };
  const task = { status: 'ready', assigneeId: null, remindedAt: '2026-11-23T01:00:00.000Z' };
  const at = (time: string) => whyNotRemind(actor, task, new Date(`2026-11-23T${time}Z`));
  expect(at('01:29:59')).toContain('请 1 分钟后再催');
  expect(at('01:30:00')).toBeNull();
});
