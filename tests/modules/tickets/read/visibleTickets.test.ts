import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { selectOptionalActor } from '../../../../src/modules/people/store/persons.js';
import { selectTickets } from '../../../../src/modules/tickets/read/tickets.js';
import { selectVisibleTicket } from '../../../../src/modules/tickets/read/ticketTrace.js';
import type { Person } from '../../../../src/platform/actor.js';
import { NotFound } from '../../../../src/platform/errors.js';
import { personAt, personId, ticketWaitingFor } from '../../../support/company/remoteServiceTicket.js';
import { createTestDatabase, type TestDatabase } from '../../../support/databases/database.js';
import { startTestApp, type TestApp } from '../../../support/http/app.js';

let database: TestDatabase;
let app: TestApp;

beforeAll(async () => {
  database = await createTestDatabase();
  app = await startTestApp({ db: database.db });
});
afterAll(async () => {
  await app.stop();
  await database.destroy();
});

const actor = async (login: string) =>
  (await selectOptionalActor(database.db, await personId(database.db, login))) as Person;
const listed = async (person: Person) =>
  (await selectTickets(database.db, person, {})).tickets.map(({ number }) => number);

async function opens(person: Person, number: string): Promise<boolean> {
  try {
    await selectVisibleTicket(database.db, person, number);
    return true;
  } catch (error) {
    if (error instanceof NotFound) return false;
    throw error;
  }
}

describe('a task that a whole group may claim', () => {
  test('opens its ticket to the group until it is over; then only to who took part', async () => {
    const { number, task } = await ticketWaitingFor(app, 'service-feedback');
    const [engineer, colleague] = [await actor('engineer'), await actor('engineer2')];
    const { db } = database;
    const groupId = 'service-engineer';
    const over = await db('tasks').where({ ticketId: task.ticketId, status: 'completed' });
    expect(over.length).toBeGreaterThan(1);
    const poolOf = (id: number) =>
      db('task_candidate_groups').insert({ taskId: id, groupId }).onConflict().ignore();
    for (const { id } of over) await poolOf(id);
    await db('task_candidate_groups').where({ taskId: task.id }).delete();
    expect([await opens(colleague, number), await listed(colleague)]).toEqual([false, []]);
    const colleagueHere = await personAt(app, 'engineer2');
    expect((await colleagueHere.get(`/tickets/${number}`)).status).toBe(404);
    expect((await colleagueHere.get(`/tasks/${over[0].id}`)).status).toBe(404);

    await poolOf(task.id);
    expect([await opens(colleague, number), await listed(colleague)]).toEqual([true, [number]]);
    await db('task_exclusions').insert({ taskId: task.id, personId: colleague.id });
    expect([await opens(colleague, number), await listed(colleague)]).toEqual([false, []]);
    expect([await opens(engineer, number), await listed(engineer)]).toEqual([true, [number]]);
  });
});

test('the list of everybody holds just the tickets that they can open', async () => {
  await ticketWaitingFor(app, 'technical-service-task');
  await ticketWaitingFor(app, 'customer-confirmation');
  const numbers: string[] = await database.db('tickets').pluck('number');
  const logins: string[] = await database.db('persons').pluck('login');
  for (const login of logins) {
    const person = await actor(login);
    const open = [];
    for (const number of numbers) if (await opens(person, number)) open.push(number);
    expect((await listed(person)).sort(), login).toEqual(open.sort());
  }
});
