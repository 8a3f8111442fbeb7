import type { TestApp } from '../http/app.js';
import type { Fields } from '../http/httpPerson.js';
import { claimByHttp, completeByHttp } from '../http/workByHttp.js';
import { remoteServiceForms } from './remoteServiceForms.js';
import { openTaskOf, personAt, ticketWaitingFor } from './remoteServiceTicket.js';

/** A remote service that the customer did not confirm: it is with the engineer again. */
export async function returnedTicket(app: TestApp): Promise<string> {
  const { number } = await ticketWaitingFor(app, 'customer-confirmation');
  await confirm(app, number, { customerConfirmed: 'false', unsolvedProblem: '下午又停机一次' });
  return number;
}

/** The same, until the customer confirms; the last step is taken on another version of the process. */
export async function finishedTicket(app: TestApp): Promise<string> {
  const number = await returnedTicket(app);
  app.clock.advance({ hours: 25 });
  await app.runJobs();
  const engineer = await personAt(app, 'engineer');
  for (const step of ['remote-guidance', 'service-feedback'] as const) {
    app.clock.advance({ hours: 1 });
    const { id } = await openTaskOf(app.runtime.db, number, step);
    await completeByHttp(engineer, id, remoteServiceForms[step]);
  }
  app.clock.advance({ hours: 1 });
  await moveToNextVersion(app, number);
  await confirm(app, number, {});
  return number;
}

/** Deploys the same diagram and forms once more and lets the ticket go on with them. */
async function moveToNextVersion({ runtime: { db } }: TestApp, number: string): Promise<void> {
  const { definitionId } = await db('tickets').where({ number }).first('definitionId');
  const { id: _, ...definition } = await db('process_definitions').where({ id: definitionId }).first();
  const next = { ...definition, version: definition.version + 1, contentHash: 'the same again' };
  const [{ id }] = await db('process_definitions').insert(next).returning('id');
  const forms = await db('definition_forms').where({ definitionId });
  await db('definition_forms').insert(forms.map((form) => ({ ...form, definitionId: id })));
  await db('tickets').where({ number }).update({ definitionId: id });
}

async function confirm(app: TestApp, number: string, answer: Fields): Promise<void> {
  const { id } = await openTaskOf(app.runtime.db, number, 'customer-confirmation');
  const desk = await personAt(app, 'desk');
  await claimByHttp(desk, id);
  await completeByHttp(desk, id, { ...remoteServiceForms['customer-confirmation'], ...answer });
}
