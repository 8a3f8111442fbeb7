import { afterAll, beforeAll, expect, test } from 'vitest';
import { selectWorkedHours } from '../../../../src/modules/papers/read/workHours.js';
import { completeTask } from '../../../../src/modules/tasks/commands/completeTask.js';
import { withdrawTask } from '../../../../src/modules/tasks/commands/withdrawTask.js';
import { selectOptionalFormDraft } from '../../../../src/modules/tickets/store/formDrafts.js';
import { selectTicket } from '../../../../src/modules/tickets/store/tickets.js';
import { createDepartment, type Department, personIds } from '../../../support/company/department.js';
import {
  arrange,
  confirmation,
  contact,
  feedback,
  guidance,
  openTask,
  perform,
  startRequest,
} from '../../../support/company/remoteService.js';
import { createTestDatabase, type TestDatabase } from '../../../support/databases/database.js';
import { replayDifferences } from '../../../support/databases/replayDifferences.js';

let database: TestDatabase;
let department: Department;
let engineer: number;

beforeAll(async () => {
  database = await createTestDatabase();
  department = await createDepartment(database.db);
  engineer = (await personIds(database.db)).engineer as number;
});
afterAll(async () => {
  expect(await replayDifferences(department.runtime)).toEqual([]);
  await database.destroy();
});

const hours = async () => {
  const days = { from: '2026-11-01', until: '2026-11-30', timeZone: 'Asia/Shanghai' };
  return (await selectWorkedHours(database.db, days)).map((entry) => entry.hours);
};

test('a record that was taken back is in the form again and counts once when it is submitted anew', async () => {
  const { id } = await startRequest(department);
  await arrange(department, id);
  const later = { ...contact, content: '客户回电，要求再次指导' };
  await perform(department, id, 'remoteGuidance', 'engineer', guidance('solved'));
  await perform(department, id, 'feedback', 'engineer', feedback);
  await perform(department, id, 'confirmWithCustomer', 'desk', confirmation(false));
  const second = await openTask(department, id, 'remoteGuidance');
  const typed = { ...guidance('solved'), contacts: [later], hours: 2 };
  await perform(department, id, 'remoteGuidance', 'engineer', typed);
  expect((await selectTicket(database.db, id)).variables.contacts).toEqual([contact, later]);
  expect(await hours()).toEqual([1.5, 2]);

  await department.as('engineer', withdrawTask, { taskId: second.id, reason: '工时填错了' });
  expect((await selectTicket(database.db, id)).variables.contacts).toEqual([contact]);
  expect(await hours()).toEqual([1.5]);
  const again = await openTask(department, id, 'remoteGuidance');
  const draft = await selectOptionalFormDraft(database.db, engineer, `task:${again.id}`);
  expect(draft?.data).toEqual(typed);

  const { revision } = again;
  const data = { ...draft?.data, hours: 1 };
  await department.as('engineer', completeTask, { taskId: again.id, revision, data });
  expect((await selectTicket(database.db, id)).variables.contacts).toEqual([contact, later]);
  expect(await hours()).toEqual([1.5, 1]);
});
