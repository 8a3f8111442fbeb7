import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { selectLatestDefinition } from '../../../../src/modules/processes/store/processDefinitions.js';
import { claimTask } from '../../../../src/modules/tasks/commands/claimTask.js';
import { completeTask } from '../../../../src/modules/tasks/commands/completeTask.js';
import { delegateTask } from '../../../../src/modules/tasks/commands/delegateTask.js';
import { reassignTask } from '../../../../src/modules/tasks/commands/reassignTask.js';
import { remindTask } from '../../../../src/modules/tasks/commands/remindTask.js';
import { resolveTask } from '../../../../src/modules/tasks/commands/resolveTask.js';
import { selectCopiedTickets } from '../../../../src/modules/tasks/read/copiedTickets.js';
import { saveTaskDraft } from '../../../../src/modules/tasks/steps/saveTaskDraft.js';
import { acknowledgeCopy } from '../../../../src/modules/tickets/commands/acknowledgeCopy.js';
import { commentTicket } from '../../../../src/modules/tickets/commands/commentTicket.js';
import { copyTicket } from '../../../../src/modules/tickets/commands/copyTicket.js';
import { selectTicketTrace } from '../../../../src/modules/tickets/read/ticketTrace.js';
import { selectOptionalFormDraft } from '../../../../src/modules/tickets/store/formDrafts.js';
import { selectTask, type TaskRow } from '../../../../src/modules/tickets/store/tasks.js';
import { InvalidForm, NotAllowed, NotFound, StaleTicket } from '../../../../src/platform/errors.js';
import { createDepartment, type Department, personIds } from '../../../support/company/department.js';
import {
  arrange,
  feedback,
  guidance,
  openTask,
  startRequest,
} from '../../../support/company/remoteService.js';
import { createTestDatabase, type TestDatabase } from '../../../support/databases/database.js';
import { brokenInvariants } from '../../../support/databases/invariants.js';
import { replayDifferences } from '../../../support/databases/replayDifferences.js';

let database: TestDatabase;
let department: Department;
let ticketId: number;
let number: string;
let task: TaskRow;
let ids: Record<string, number>;

beforeAll(async () => {
  database = await createTestDatabase();
  department = await createDepartment(database.db);
  ids = await personIds(database.db);
});
beforeEach(async () => {
  ({ id: ticketId, number } = await startRequest(department));
  await arrange(department, ticketId);
  task = await openTask(department, ticketId, 'remoteGuidance');
});
afterAll(async () => {
  expect(await brokenInvariants(database.db)).toEqual([]);
  expect(await replayDifferences(department.runtime)).toEqual([]);
  await database.destroy();
});

const handOver = (login: string, extra = {}) => ({
  taskId: task.id,
  personId: ids[login] as number,
  reason: '张伟外出',
  revision: task.revision,
  ...extra,
});
const messagesOf = async (work: Promise<unknown>) => {
  const error = await work.then(
    () => null,
    (reason) => reason,
  );
  return error instanceof InvalidForm
    ? error.errors.map(({ path, message }) => `${path}: ${message}`)
    : error;
};
const eventsOf = (type: string) => database.db('audit_events').where({ ticketId, type });
const mailsTo = (login: string) => database.db('mails').where({ ticketId, personId: ids[login] });
const draftOf = (login: string) =>
  selectOptionalFormDraft(database.db, ids[login] as number, `task:${task.id}`);

describe('转办', () => {
  test('gives the task with its draft to somebody who may have it, and tells both the trace and the mail', async () => {
    await department.as('engineer', saveTaskDraft, { taskId: task.id, data: { diagnosis: '写到一半' } });
    await department.as('engineer', reassignTask, handOver('engineer2'));
    expect(await selectTask(database.db, task.id)).toMatchObject({
      status: 'claimed',
      assigneeId: ids.engineer2,
      ownerId: null,
    });
    expect((await draftOf('engineer2'))?.data).toEqual({ diagnosis: '写到一半' });
    expect(await draftOf('engineer')).toBeUndefined();
    const [event] = await eventsOf('task.reassigned');
    expect(JSON.parse(event.data)).toMatchObject({
      from: { name: '张伟' },
      to: { name: '赵磊' },
      reason: '张伟外出',
    });
    const [mail] = await mailsTo('engineer2');
    expect(mail.subject).toContain('【转办】');
    expect(mail.body).not.toContain('张伟外出');
  });

  test('is open to those who arrange work, also while nobody has the task', async () => {
    const fresh = await startRequest(department);
    const open = await openTask(department, fresh.id, 'arrangeEngineer');
    const input = {
      taskId: open.id,
      personId: ids.clerk2 as number,
      reason: '分单',
      revision: open.revision,
    };
    await expect(department.as('engineer', reassignTask, input)).rejects.toThrow(NotFound);
    await department.as('manager', reassignTask, input);
    expect((await selectTask(database.db, open.id)).assigneeId).toBe(ids.clerk2);
  });

  test.each([
    ['nobody', { personId: null }, 'person: 请选择人员。'],
    ['somebody of another job', { personId: 'warehouse' }, 'person: 该任务不在徐亮的岗位职责范围内。'],
    ['who has it', { personId: 'engineer' }, 'person: 该任务已由张伟办理。'],
    ['without a reason', { reason: '  ' }, 'reason: 请填写转办原因。'],
    ['with a long reason', { reason: '长'.repeat(501) }, 'reason: 转办原因最多 500 个字。'],
  ])(
    'is refused: %s',
    async (_what, { personId, ...extra }: { personId?: string | null; reason?: string }, message) => {
      const chosen = personId === undefined ? {} : { personId: personId === null ? null : ids[personId] };
      const input = handOver('engineer2', { ...extra, ...chosen });
      expect(await messagesOf(department.as('engineer', reassignTask, input))).toEqual([message]);
    },
  );

  test('never goes to who did the work before (R9)', async () => {
    await database.db('task_exclusions').insert({ taskId: task.id, personId: ids.engineer2 });
    const [message] = await messagesOf(department.as('engineer', reassignTask, handOver('engineer2')));
    expect(message).toContain('职责分离');
  });
});

describe('委派', () => {
  test('lends the task: who got it fills it in and gives it back, who lent it submits', async () => {
    await department.as('engineer', delegateTask, handOver('engineer2'));
    const lent = await selectTask(database.db, task.id);
    expect(lent).toMatchObject({ status: 'delegated', assigneeId: ids.engineer2, ownerId: ids.engineer });
    const submission = { taskId: task.id, revision: lent.revision, data: guidance('solved') };
    const refused = await messagesOf(department.as('engineer2', completeTask, submission));
    expect((refused as unknown as Error).message).toContain('交回委派人');
    await expect(department.as('engineer', completeTask, submission)).rejects.toThrow(NotAllowed);
    await expect(department.as('desk', resolveTask, { taskId: task.id })).rejects.toThrow(NotAllowed);

    await department.as('engineer2', resolveTask, { taskId: task.id, data: guidance('solved') });
    const back = await selectTask(database.db, task.id);
    expect(back).toMatchObject({ status: 'claimed', assigneeId: ids.engineer, ownerId: null });
    expect((await draftOf('engineer'))?.data).toMatchObject({ outcome: 'solved' });
    expect((await mailsTo('engineer'))[0].subject).toContain('【委派交回】');
    await department.as('engineer', completeTask, { ...submission, revision: back.revision });
    await openTask(department, ticketId, 'feedback');
  });

  test('who filled in for another is barred as who submitted is (R18)', async () => {
    await department.as('engineer', delegateTask, handOver('engineer2'));
    await department.as('engineer2', resolveTask, { taskId: task.id, data: guidance('solved') });
    const { revision } = await selectTask(database.db, task.id);
    await department.as('engineer', completeTask, { taskId: task.id, revision, data: guidance('solved') });
    const next = await openTask(department, ticketId, 'feedback');
    await department.as('engineer', completeTask, {
      taskId: next.id,
      revision: next.revision,
      data: feedback,
    });
    const confirm = await openTask(department, ticketId, 'confirmWithCustomer');
    expect(confirm.excludedPersons).toEqual(expect.arrayContaining([ids.engineer, ids.engineer2]));
  });

  test('is taken back by who lent it, with what was saved meanwhile', async () => {
    await department.as('engineer', delegateTask, handOver('engineer2'));
    await department.as('engineer2', saveTaskDraft, { taskId: task.id, data: { diagnosis: '已查' } });
    await department.as('engineer', resolveTask, { taskId: task.id });
    expect((await selectTask(database.db, task.id)).assigneeId).toBe(ids.engineer);
    expect((await draftOf('engineer'))?.data).toEqual({ diagnosis: '已查' });
  });
});

describe('two people at once', () => {
  test('give one task to different people: one does, the other is told', async () => {
    const results = await Promise.allSettled([
      department.as('engineer', reassignTask, handOver('engineer2')),
      department.as('manager', delegateTask, handOver('engineer2')),
      department.as('manager', reassignTask, handOver('engineer2')),
    ]);
    const refused = results.filter((result) => result.status === 'rejected');
    expect(refused).toHaveLength(2);
    for (const { reason } of refused)
      expect(reason instanceof StaleTicket || reason instanceof NotAllowed, String(reason)).toBe(true);
    expect(await eventsOf('task.reassigned')).toHaveLength(1);
  });

  test('give back and take back one task: it is back once, and nothing typed is lost', async () => {
    await department.as('engineer', delegateTask, handOver('engineer2'));
    const results = await Promise.allSettled([
      department.as('engineer2', resolveTask, { taskId: task.id, data: { diagnosis: '查明' } }),
      department.as('engineer', resolveTask, { taskId: task.id }),
    ]);
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await eventsOf('task.resolved')).toHaveLength(1);
    expect((await selectTask(database.db, task.id)).assigneeId).toBe(ids.engineer);
  });

  test('urge one task: one mail goes out', async () => {
    const results = await Promise.allSettled([
      department.as('desk', remindTask, { taskId: task.id }),
      department.as('manager', remindTask, { taskId: task.id }),
    ]);
    const [refused] = results.filter((result) => result.status === 'rejected');
    expect(String(refused?.reason)).toContain('刚刚催办过');
    expect(await mailsTo('engineer')).toHaveLength(1);
  });
});

test('催办 reaches a whole group, rests for half an hour, and is not for who has the task or may not see the ticket', async () => {
  const fresh = await startRequest(department);
  const open = await openTask(department, fresh.id, 'arrangeEngineer');
  await department.as('desk', remindTask, { taskId: open.id });
  const urged = await database
    .db('mails')
    .where({ ticketId: fresh.id })
    .whereLike('subject', '【催办】%')
    .pluck('person_id');
  expect(urged.sort()).toEqual([ids.clerk, ids.clerk2].sort());
  department.clock.advance({ minutes: 29 });
  await expect(department.as('desk', remindTask, { taskId: open.id })).rejects.toThrow('请 1 分钟后再催');
  department.clock.advance({ minutes: 1 });
  await department.as('desk', remindTask, { taskId: open.id });
  await department.as('clerk', claimTask, { taskId: open.id });
  department.clock.advance({ hours: 1 });
  await expect(department.as('clerk', remindTask, { taskId: open.id })).rejects.toThrow('由您办理');
  await expect(department.as('warehouse', remindTask, { taskId: open.id })).rejects.toThrow(NotFound);
  await expect(department.as('auditor', remindTask, { taskId: open.id })).rejects.toThrow('只能查看');
});

test('抄送 opens the ticket to somebody who could not see it, and waits for the receipt', async () => {
  const warehouse = await department.person('warehouse');
  await expect(selectTicketTrace(database.db, warehouse, number)).rejects.toThrow(NotFound);
  const input = { number, personIds: [warehouse.id, 999_999], note: '请备料' };
  await department.as('engineer', copyTicket, input);
  await department.as('engineer', copyTicket, input);
  const page = await selectCopiedTickets(database.db, warehouse, { filter: {} });
  expect(page.tickets).toMatchObject([{ number, copiedByName: '张伟', readAt: null, note: '请备料' }]);
  await department.as('warehouse', acknowledgeCopy, { number });
  await department.as('warehouse', acknowledgeCopy, { number });
  expect(await eventsOf('copy.read')).toHaveLength(1);
  expect((await selectTicketTrace(database.db, warehouse, number)).copies[0]?.readAt).not.toBeNull();
  await expect(department.as('quality', acknowledgeCopy, { number })).rejects.toThrow(NotFound);
  const nobody = { number, personIds: [], note: '长'.repeat(501) };
  expect(await messagesOf(department.as('engineer', copyTicket, nobody))).toEqual([
    'person: 请选择抄送给谁。',
    'note: 说明最多 500 个字。',
  ]);
});

test('评论 keeps the text in the trace and calls those whom it names', async () => {
  const text = '@孙建军请看一下主板；邮箱 a@b.com 不算，@赵磊 也请知悉';
  const { mentioned } = await department.as('engineer', commentTicket, { number, text });
  expect(mentioned.sort()).toEqual(['孙建军', '赵磊'].sort());
  expect((await mailsTo('repair'))[0].body).not.toContain('主板');
  await selectTicketTrace(database.db, await department.person('repair'), number);
  const [event] = await eventsOf('comment.added');
  expect(JSON.parse(event.data).text).toBe(text);
  expect(
    await messagesOf(department.as('engineer', commentTicket, { number, text: '@无名氏 在吗' })),
  ).toEqual(['text: 没有找到“@无名氏 在吗”，@ 后面请写同事的完整姓名。']);
  expect(await messagesOf(department.as('engineer', commentTicket, { number, text: ' ' }))).toEqual([
    'text: 请填写评论内容。',
  ]);
  await expect(department.as('warehouse', commentTicket, { number, text: '?' })).rejects.toThrow(NotFound);
  await expect(department.as('auditor', commentTicket, { number, text: '?' })).rejects.toThrow(NotAllowed);
});

test('what the diagram does not open is refused: an approval is neither given nor lent to others', async () => {
  const definition = await selectLatestDefinition(database.db, 'installation');
  const properties = definition.elements.find(({ id }) => id === 'approveRequest')?.properties;
  expect(properties?.actions).toBe('release,remind,copy,comment');
  const before = await database.db('tickets').where({ id: ticketId }).first('definitionId', 'processKey');
  await database.db('tasks').where({ id: task.id }).update({ elementId: 'approveRequest' });
  await database.db('tickets').where({ id: ticketId }).update({ definitionId: definition.id });
  try {
    for (const command of [reassignTask, delegateTask])
      await expect(department.as('engineer', command, handOver('engineer2'))).rejects.toThrow('流程图规定');
  } finally {
    await database.db('tasks').where({ id: task.id }).update({ elementId: 'remoteGuidance' });
    await database.db('tickets').where({ id: ticketId }).update(before);
  }
});
