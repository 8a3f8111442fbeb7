import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTaskOf, personAt } from '../../../support/company/remoteServiceTicket.js';
import { createTestDatabase, type TestDatabase } from '../../../support/databases/database.js';
import { startTestApp, type TestApp } from '../../../support/http/app.js';
import { formFields } from '../../../support/http/formFields.js';
import type { HttpPerson } from '../../../support/http/httpPerson.js';
import { wordsOf } from '../../../support/http/wordsOf.js';
import { claimByHttp, startByHttp } from '../../../support/http/workByHttp.js';

let database: TestDatabase;
let app: TestApp;
let desk: HttpPerson;
let clerk: HttpPerson;
let number: string;
const customer = '青岛海晏食品机械有限公司';

beforeAll(async () => {
  database = await createTestDatabase();
  app = await startTestApp({ db: database.db });
  desk = await personAt(app, 'desk');
  clerk = await personAt(app, 'clerk');
  number = await startByHttp(desk);
});
afterAll(async () => {
  await app.stop();
  await database.destroy();
});

const search = async (person: HttpPerson, fields: Record<string, string>) => {
  const page = await person.get(`/tasks?view=${fields.view ?? 'mine'}`);
  const answer = await person.post('/tasks/search', { ...formFields(page.text, '/tasks/search'), ...fields });
  return { address: answer.location ?? '', words: wordsOf((await person.get(answer.location ?? '')).text) };
};

test('filters by what is chosen, and searches without a word of the customer in the address', async () => {
  const hit = await search(clerk, { view: 'available', process: 'remote-service', text: '青岛海晏' });
  expect(hit.address).toBe('/tasks?view=available&process=remote-service');
  expect(hit.words).toContain(number);
  expect(hit.words).toContain('只看 远程服务 · “青岛海晏”');
  for (const text of ['QDHY', number.toLowerCase(), '青岛'])
    expect((await search(clerk, { view: 'available', text })).words, text).toContain(number);
  const miss = await search(clerk, { view: 'available', category: 'D', text: '' });
  expect(miss.words).not.toContain(number);
  expect(miss.words).toContain('没有符合条件的内容');
  await search(clerk, { view: 'available', text: '' });
});

test('what the page does not offer counts as not set', async () => {
  for (const query of [
    'view=nonsense',
    'due=x&urgency=9&sort=__proto__&process=%27',
    'after=1|2|3|4&after=5',
  ])
    expect((await clerk.get(`/tasks?${query}`)).status).toBe(200);
});

test('shows at a glance what is overdue and what will be soon', async () => {
  expect((await clerk.get('/tasks?view=available')).text).not.toContain('due-chip');
  app.clock.advance({ hours: 48 });
  const late = await clerk.get('/tasks?view=available');
  expect(wordsOf(late.text)).toContain('已超时 1');
  expect(late.text).toContain('class="is-overdue"');
  expect(wordsOf((await clerk.get('/tasks?view=available&due=overdue')).text)).toContain(number);
  expect(wordsOf((await clerk.get('/tasks?view=available&due=soon')).text)).not.toContain(number);
});

test('keeps a filter under a name, the searched words with it, for its owner only', async () => {
  await search(clerk, { view: 'available', category: 'A', text: customer });
  const page = await clerk.get('/tasks?view=available&category=A');
  const fields = formFields(page.text, '/tasks/filters');
  const refused = await clerk.post('/tasks/filters', { ...fields, name: ' ' });
  expect(refused.status).toBe(422);
  expect(refused.text).toContain('id="filter-name-error"');
  expect((await clerk.post('/tasks/filters', { ...fields, name: '海晏收费' })).status).toBe(303);
  await search(clerk, { text: '' });

  const href = /href="(\/tasks\/filters\/\d+)"/.exec((await clerk.get('/tasks')).text)?.[1] as string;
  expect((await desk.get(href)).status).toBe(404);
  const used = await clerk.get(href);
  expect(used.location).toBe('/tasks?view=available&category=A');
  const shown = await clerk.get(used.location as string);
  expect(wordsOf(shown.text)).toContain(`只看 A 收费服务 · “${customer}”`);
  expect(shown.text).toContain(`${href}" aria-current="true"`);
  await clerk.post(`${href}/removal`, formFields(shown.text, `${href}/removal`));
  expect((await clerk.get('/tasks')).text).not.toContain('海晏收费');
  await search(clerk, { text: '' });
});

test('lists what one started, and drafts to go on with or to throw away', async () => {
  expect(wordsOf((await desk.get('/tasks?view=started')).text)).toContain(number);
  expect(wordsOf((await clerk.get('/tasks?view=started')).text)).not.toContain(number);
  const task = await openTaskOf(database.db, number);
  await claimByHttp(clerk, task.id);
  const page = await clerk.get(`/tasks/${task.id}`);
  const fields = formFields(page.text, `/tasks/${task.id}/completion`);
  await clerk.post(`/tasks/${task.id}/completion`, { ...fields, _action: 'draft' });
  const drafts = await clerk.get('/tasks?view=drafts');
  for (const part of [task.name, number, '继续填写', '草稿 1']) expect(wordsOf(drafts.text)).toContain(part);
  await clerk.post('/tasks/drafts/removal', formFields(drafts.text, '/tasks/drafts/removal'));
  expect(wordsOf((await clerk.get('/tasks?view=drafts')).text)).toContain('没有草稿');
});
