import type { Knex } from 'knex';
import { demoPassword } from '../../src/demo/people.js';
import { selectOpenTasks } from '../../src/modules/tickets/store/tasks.js';
import { connect } from '../../src/platform/db/connect.js';
import { remoteServiceForms } from '../support/company/remoteServiceForms.js';
import { startApplicationProcess } from '../support/http/applicationProcess.js';
import { type Fields, HttpPerson } from '../support/http/httpPerson.js';
import { claimByHttp, postCompletion, prepareCompletion, startByHttp } from '../support/http/workByHttp.js';

/** The application with its people at work, and its database seen from outside. */
export interface Site {
  db: Knex;
  desk: HttpPerson;
  clerk: HttpPerson;
  engineerId: number;
  close(): Promise<void>;
}

export async function openSite(databaseUrl: string, dataDirectory: string): Promise<Site> {
  const application = await startApplicationProcess({ databaseUrl, dataDirectory });
  const db = connect(databaseUrl);
  const [desk, clerk] = [new HttpPerson(application.url), new HttpPerson(application.url)];
  await desk.logIn('desk', demoPassword);
  await clerk.logIn('clerk', demoPassword);
  const { id } = await db('persons').where({ login: 'engineer' }).first('id');
  return {
    db,
    desk,
    clerk,
    engineerId: id,
    async close() {
      await db.destroy();
      await application.stop();
    },
  };
}

/** A task of the clerk's, filled in: only the button is to be pressed. */
export interface Prepared {
  taskId: number;
  body: Fields;
}

/** Starts tickets and brings each to the clerk's filled-in form. */
export async function prepare(site: Site, count: number): Promise<Prepared[]> {
  const prepared: Prepared[] = [];
  for (let index = 0; index < count; index += 1) {
    const number = await startByHttp(site.desk);
    const ticket = await site.db('tickets').where({ number }).first('id');
    const [task] = await selectOpenTasks(site.db, ticket.id);
    if (!task) throw new Error(`${number} waits for nobody`);
    await claimByHttp(site.clerk, task.id);
    const typed = { ...remoteServiceForms['technical-service-task'], engineer: String(site.engineerId) };
    prepared.push({ taskId: task.id, body: await prepareCompletion(site.clerk, task.id, typed) });
  }
  return prepared;
}

/** Milliseconds of one completion. @throws {Error} when it is refused */
export async function completeOne(site: Site, { taskId, body }: Prepared): Promise<number> {
  const begin = performance.now();
  const answer = await postCompletion(site.clerk, taskId, body);
  if (answer.status !== 303) throw new Error(`completing task ${taskId} answered ${answer.status}`);
  return performance.now() - begin;
}

export async function countCompleted(site: Site): Promise<number> {
  const row = await site.db('audit_events').where({ type: 'task.completed' }).count({ count: '*' }).first();
  return Number(row?.count);
}
