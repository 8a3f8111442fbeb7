import { afterAll, beforeAll, expect, test } from 'vitest';
import { selectOptionalActor } from '../../../../src/modules/people/store/persons.js';
import { startTicket } from '../../../../src/modules/tickets/commands/startTicket.js';
import { selectTicketByNumber } from '../../../../src/modules/tickets/store/tickets.js';
import { runCommand } from '../../../../src/platform/runCommand.js';
import { personAt, personId } from '../../../support/company/remoteServiceTicket.js';
import { createTestDatabase, type TestDatabase } from '../../../support/databases/database.js';
import { startTestApp, type TestApp } from '../../../support/http/app.js';
import { csrfTokenOf, type HttpPerson } from '../../../support/http/httpPerson.js';
import { wordsOf } from '../../../support/http/wordsOf.js';
import {
  deploy,
  end,
  message,
  properties,
  sequence,
  start,
  work,
} from '../commands/support/eventProcesses.js';

let database: TestDatabase;
let app: TestApp;
let [desk, clerk]: HttpPerson[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  app = await startTestApp({ db: database.db });
  const waits = `<bpmn:receiveTask id="wait" name="等到货" messageRef="reply">${properties({ correlationKey: 'orderNumber', receives: 'arrivedOn,amount' })}</bpmn:receiveTask>`;
  await deploy(
    app.runtime,
    'receiver',
    `${start}${waits}${work('b')}${end}${sequence('start', 'wait', 'b', 'end')}`,
  );
  const second = '<bpmn:startEvent id="byVisit" name="上门登记" camunda:formKey="note" />';
  const mailed = `<bpmn:startEvent id="mailed" name="来函">${message}</bpmn:startEvent>`;
  await deploy(
    app.runtime,
    'begun',
    `${start.replace('id="start"', 'id="start" name="电话登记"')}${second}${mailed}${['start', 'byVisit', 'mailed'].map((id) => work(`do-${id}`) + sequence(id, `do-${id}`, 'end')).join('')}${end}`,
  );
  [desk, clerk] = await Promise.all(['desk', 'clerk'].map((login) => personAt(app, login)));
});
afterAll(async () => {
  await app.stop();
  await database.destroy();
});

async function begin(orderNumber: string): Promise<string> {
  const actor = await selectOptionalActor(database.db, await personId(database.db, 'clerk'));
  const input = { processKey: 'receiver', data: { orderNumber }, requestKey: crypto.randomUUID() };
  return (await runCommand(app.runtime, actor!, startTicket, input)).number;
}

const hiddenOf = (text: string, name: string) =>
  new RegExp(`name="${name}" value="([^"]*)"`).exec(text)?.[1] ?? '';

test('the page lists what waits and enters a message once, with typed values', async () => {
  const number = await begin('B-1');
  const list = await desk!.get('/messages');
  expect(wordsOf(list.text)).toContain('B-1');
  const [, href = ''] = new RegExp(`href="(/messages/new[^"]*)"[^>]*${number}`).exec(list.text) ?? [];
  const page = await desk!.get(href.replace('&#x3D;', '='));
  expect(wordsOf(page.text)).toContain('到货日期');
  const fields = {
    _csrf: csrfTokenOf(page.text),
    _requestKey: hiddenOf(page.text, '_requestKey'),
    wait: hiddenOf(page.text, 'wait'),
    'data.arrivedOn': '2026-11-24',
  };
  const wrong = await desk!.post('/messages', { ...fields, 'data.amount': 'viele' });
  expect(wrong.status).toBe(422);
  expect(wordsOf(wrong.text)).toContain('「数量」应为数字。');
  expect(wrong.text).toContain('value="viele"');
  const done = await desk!.post('/messages', { ...fields, 'data.amount': '3' });
  expect(done).toMatchObject({ status: 303, location: `/tickets/${number}` });
  expect((await selectTicketByNumber(database.db, number)).variables).toMatchObject({
    arrivedOn: '2026-11-24',
    amount: 3,
  });
  expect(wordsOf((await desk!.get(`/tickets/${number}`)).text)).toContain('收到消息「客户答复」');
  expect((await desk!.get(href)).status).toBe(404);
  expect((await desk!.post('/messages', { ...fields, 'data.amount': '3' })).status).toBe(404);
});

test('a message starts the process that it starts', async () => {
  const page = await desk!.get('/messages/new?process=begun&start=mailed');
  const done = await desk!.post('/messages', {
    _csrf: csrfTokenOf(page.text),
    _requestKey: hiddenOf(page.text, '_requestKey'),
    process: 'begun',
    start: 'mailed',
  });
  expect(done.status).toBe(303);
  const words = wordsOf((await desk!.get(done.location ?? '')).text);
  expect(words).toContain('由消息「客户答复」启动');
});

test('nonsense is refused with a page', async () => {
  for (const query of [
    '',
    '?wait=0',
    '?wait=x',
    '?wait=999999',
    '?process=begun',
    '?process=begun&start=start',
    '?wait=1&wait=2',
  ])
    expect((await desk!.get(`/messages/new${query}`)).status, query).toBe(404);
});

test('of several start events a person chooses one, with a draft of its own', async () => {
  const choice = wordsOf((await clerk!.get('/tickets/new')).text);
  expect(choice).toContain('流程begun：电话登记');
  expect(choice).toContain('流程begun：上门登记');
  expect(choice).not.toContain('流程begun：来函');
  const page = await clerk!.get('/tickets/new/begun?start=byVisit');
  const fields = {
    _csrf: csrfTokenOf(page.text),
    _processKey: 'begun',
    _startId: hiddenOf(page.text, '_startId'),
    _requestKey: hiddenOf(page.text, '_requestKey'),
    orderNumber: 'B-7',
  };
  expect(fields._startId).toBe('byVisit');
  const kept = await clerk!.post('/tickets/draft', fields);
  expect(kept).toMatchObject({ status: 303, location: '/tickets/new/begun?start=byVisit' });
  expect((await clerk!.get('/tickets/new/begun?start=byVisit')).text).toContain('value="B-7"');
  expect((await clerk!.get('/tickets/new/begun')).text).not.toContain('value="B-7"');
  const done = await clerk!.post('/tickets', fields);
  const number = done.location?.split('/').at(-1) ?? '';
  const { id } = await selectTicketByNumber(database.db, number);
  const task = await database.db('tasks').where({ ticketId: id }).first();
  expect(task.elementId).toBe('do-byVisit');
  expect((await clerk!.get('/tickets/new/begun?start=mailed')).status).toBe(404);
});
