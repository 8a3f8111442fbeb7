import type { Knex } from 'knex';
import { demoPassword } from '../../../src/demo/people.js';
import { selectOpenTasks, type TaskRow } from '../../../src/modules/tickets/store/tasks.js';
import type { TestApp } from '../http/app.js';
import { type Fields, HttpPerson } from '../http/httpPerson.js';
import { claimByHttp, completeByHttp, startByHttp } from '../http/workByHttp.js';
import { type RemoteServiceForm, remoteServiceForms } from './remoteServiceForms.js';

/** A person of the demo company, logged in. */
export async function personAt(app: { url: string }, login: string): Promise<HttpPerson> {
  const person = new HttpPerson(app.url);
  await person.logIn(login, demoPassword);
  return person;
}

export async function openTaskOf(db: Knex, number: string, formKey?: RemoteServiceForm): Promise<TaskRow> {
  const ticket = await db('tickets').where({ number }).first('id');
  const tasks = await selectOpenTasks(db, ticket.id);
  const task = formKey ? tasks.find((one) => one.formKey === formKey) : tasks[0];
  if (!task) throw new Error(`${number} has no open task ${formKey ?? ''}`);
  return task;
}

export async function personId(db: Knex, login: string): Promise<number> {
  return (await db('persons').where({ login }).first('id')).id;
}

const teams = new WeakMap<TestApp, Map<string, Promise<HttpPerson>>>();

/** The same, but once for each application: hashing passwords is slow by design. */
function colleagueAt(app: TestApp, login: string): Promise<HttpPerson> {
  const team = teams.get(app) ?? new Map<string, Promise<HttpPerson>>();
  teams.set(app, team);
  const known = team.get(login) ?? personAt(app, login);
  team.set(login, known);
  return known;
}

const steps = [
  'technical-service-task',
  'remote-guidance',
  'service-feedback',
  'customer-confirmation',
] as const;

/**
 * Brings a new ticket over HTTP to the point where `formKey` is the form of the open task: desk starts, clerk arranges
 * the engineer (`engineer`), who does the rest.
 */
export async function ticketWaitingFor(
  app: TestApp,
  formKey: (typeof steps)[number],
): Promise<{ number: string; task: TaskRow }> {
  const { db } = app.runtime;
  const number = await startByHttp(await colleagueAt(app, 'desk'));
  const engineer = String(await personId(db, 'engineer'));
  for (const step of steps.slice(0, steps.indexOf(formKey))) {
    const task = await openTaskOf(db, number, step);
    const person = await colleagueAt(app, step === 'technical-service-task' ? 'clerk' : 'engineer');
    if (task.status === 'ready') await claimByHttp(person, task.id);
    const extra: Fields = step === 'technical-service-task' ? { engineer } : {};
    await completeByHttp(person, task.id, { ...remoteServiceForms[step], ...extra });
  }
  return { number, task: await openTaskOf(db, number, formKey) };
}
