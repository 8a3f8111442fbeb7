import { remoteServiceForms } from '../company/remoteServiceForms.js';
import { formFields } from './formFields.js';
import { type Answer, csrfTokenOf, type Fields, type HttpPerson } from './httpPerson.js';

/** Opens a service ticket as the page does; returns its number. @throws {Error} when it is refused */
export async function startByHttp(
  person: HttpPerson,
  fields: Fields = {},
  process: 'remote-service' | 'onsite-service' = 'remote-service',
): Promise<string> {
  const page = await person.get(`/tickets/new/${process}`);
  const answer = await person.post('/tickets', {
    ...formFields(page.text, '/tickets'),
    ...remoteServiceForms['remote-service-request'],
    ...fields,
    _action: 'complete',
  });
  const number = /^\/tickets\/([^/?]+)/.exec(answer.location ?? '')?.[1];
  if (!number) throw new Error(`starting a ticket answered ${describe(answer)}`);
  return decodeURIComponent(number);
}

/** 签收. @throws {Error} when it is refused */
export async function claimByHttp(person: HttpPerson, taskId: number): Promise<void> {
  const page = await person.get(`/tasks/${taskId}`);
  const answer = await person.post(`/tasks/${taskId}/claim`, { _csrf: csrfTokenOf(page.text) });
  if (answer.status !== 303) throw new Error(`claiming task ${taskId} answered ${describe(answer)}`);
}

/** What the browser would send for a task that the person has: what the page holds and what was typed. */
export async function prepareCompletion(person: HttpPerson, taskId: number, typed: Fields): Promise<Fields> {
  const page = await person.get(`/tasks/${taskId}`);
  if (page.status !== 200) throw new Error(`task ${taskId} answered ${describe(page)}`);
  return { ...formFields(page.text, `/tasks/${taskId}/completion`), ...typed, _action: 'complete' };
}

export function postCompletion(person: HttpPerson, taskId: number, body: Fields): Promise<Answer> {
  return person.post(`/tasks/${taskId}/completion`, body);
}

/** Fills in a task and submits it. @throws {Error} when it is refused */
export async function completeByHttp(person: HttpPerson, taskId: number, typed: Fields): Promise<void> {
  const answer = await postCompletion(person, taskId, await prepareCompletion(person, taskId, typed));
  if (answer.status !== 303) throw new Error(`completing task ${taskId} answered ${describe(answer)}`);
}

function describe({ status, location, text }: Answer): string {
  const visible = text
    .replace(/<(script|style|svg)[\s\S]*?<\/\1>/g, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ');
  return `${status} ${location ?? ''} ${visible.slice(0, 600)}`;
}
