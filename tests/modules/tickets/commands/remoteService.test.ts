import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { claimTask } from '../../../../src/modules/tasks/commands/claimTask.js';
import { completeTask } from '../../../../src/modules/tasks/commands/completeTask.js';
import { selectAuditEvents } from '../../../../src/modules/tickets/store/auditEvents.js';
import { selectSubmissions } from '../../../../src/modules/tickets/store/formSubmissions.js';
import { selectOpenTasks } from '../../../../src/modules/tickets/store/tasks.js';
import { selectChildTickets, selectTicket } from '../../../../src/modules/tickets/store/tickets.js';
import { findBrokenLink } from '../../../../src/platform/access/auditChain.js';
import { NotAllowed } from '../../../../src/platform/errors.js';
import { createDepartment, type Department } from '../../../support/company/department.js';
import {
  arrange,
  confirmation,
  feedback,
  guidance,
  openTask,
  perform,
  startRequest,
} from '../../../support/company/remoteService.js';
import { createTestDatabase, type TestDatabase } from '../../../support/databases/database.js';

let database: TestDatabase;
let department: Department;

beforeAll(async () => {
  database = await createTestDatabase();
  department = await createDepartment(database.db);
});

afterAll(() => database.destroy());

const openElements = async (ticketId: number) =>
  (await selectOpenTasks(database.db, ticketId)).map((task) => task.elementId);

describe('a remote-service ticket', () => {
  test('runs from the request to the confirmation, with every step in an unbroken audit chain', async () => {
    const { id, number } = await startRequest(department);
    expect(number).toMatch(/^YC-20261123-\d{4}$/);
    expect(await openElements(id)).toEqual(['arrangeEngineer']);
    await arrange(department, id);
    const guidanceTask = await openTask(department, id, 'remoteGuidance');
    expect(guidanceTask).toMatchObject({
      status: 'claimed',
      assigneeId: (await department.person('engineer')).id,
    });
    await perform(department, id, 'remoteGuidance', 'engineer', guidance('solved'));
    await perform(department, id, 'feedback', 'engineer', feedback);
    await perform(department, id, 'confirmWithCustomer', 'desk', confirmation(true));

    const ticket = await selectTicket(database.db, id);
    expect(ticket).toMatchObject({ status: 'ended', endElementId: 'serviceCompleted', category: 'A' });
    expect(await openElements(id)).toEqual([]);
    const events = await selectAuditEvents(database.db, id);
    expect(findBrokenLink(events, ticket)).toBeNull();
    const human = events.filter(
      (event) => event.actorId !== null && /^(ticket|task)\.(started|completed)$/.test(event.type),
    );
    expect(human.map((event) => `${event.actorName} ${event.elementId}`)).toEqual([
      '王晓燕 requestReceived',
      '李静 arrangeEngineer',
      '张伟 remoteGuidance',
      '张伟 feedback',
      '王晓燕 confirmWithCustomer',
    ]);
    expect((await selectSubmissions(database.db, id)).map((submission) => submission.elementId)).toEqual([
      'requestReceived',
      'arrangeEngineer',
      'remoteGuidance',
      'feedback',
      'confirmWithCustomer',
    ]);
    expect(ticket.variables).toMatchObject({ outcome: 'solved', customerConfirmed: true });
  });

  test('not solved leads back, and contacts of both rounds stay on the ticket (R8)', async () => {
    const { id } = await startRequest(department);
    await arrange(department, id);
    await perform(department, id, 'remoteGuidance', 'engineer', guidance('solved'));
    await perform(department, id, 'feedback', 'engineer', feedback);
    await perform(department, id, 'confirmWithCustomer', 'desk', confirmation(false));
    expect(await openElements(id)).toEqual(['remoteGuidance']);
    await perform(department, id, 'remoteGuidance', 'engineer', guidance('unsolved'));
    expect(await openElements(id)).toEqual(['arrangeEngineer']);
    await arrange(department, id, 'engineer2');
    await perform(department, id, 'remoteGuidance', 'engineer2', guidance('solved'));
    const ticket = await selectTicket(database.db, id);
    expect(ticket.variables.contacts).toHaveLength(3);
  });

  test.each([
    ['onsite', 'onsite-service', 'SM-', 'verifyRequest'],
    ['workshop', 'repair-service', 'WX-', 'receiveProduct'],
  ])(
    'outcome %s starts a ticket of %s that knows what this one knows',
    async (outcome, key, prefix, first) => {
      const { id } = await startRequest(department);
      await arrange(department, id);
      await perform(department, id, 'remoteGuidance', 'engineer', guidance(outcome));
      expect(await openElements(id)).toEqual([]);
      const parent = await selectTicket(database.db, id);
      const [child] = await selectChildTickets(database.db, id);
      expect(child).toMatchObject({ processKey: key, parentId: id, customerId: parent.customerId });
      expect(child?.number).toMatch(new RegExp(`^${prefix}`));
      const { symptom, customer, category, contacts } = parent.variables;
      expect(child?.variables).toMatchObject({ symptom, customer, category, contacts });
      expect(await openElements(child?.id as number)).toEqual([first]);
    },
  );

  test('keeps the confirmation from the engineer who did the work, even with the desk position (R9, R18)', async () => {
    const { id } = await startRequest(department);
    const engineer = await department.person('engineer2');
    const desk = await database.db('positions').where({ name: '报修接单员' }).first('id');
    await database.db('person_positions').insert({ personId: engineer.id, positionId: desk.id });
    await arrange(department, id, 'engineer2');
    await perform(department, id, 'remoteGuidance', 'engineer2', guidance('solved'));
    await perform(department, id, 'feedback', 'engineer2', feedback);
    const task = await openTask(department, id, 'confirmWithCustomer');
    expect(task.excludedPersons).toContain(engineer.id);
    await expect(department.as('engineer2', claimTask, { taskId: task.id })).rejects.toThrow(NotAllowed);
    const forged = { taskId: task.id, revision: task.revision, data: confirmation(true) };
    await expect(department.as('engineer2', completeTask, forged)).rejects.toThrow(/职责分离/);
    expect(await openElements(id)).toEqual(['confirmWithCustomer']);
  });
});
