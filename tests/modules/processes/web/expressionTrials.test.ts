import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { personAt, personId, ticketWaitingFor } from '../../../support/company/remoteServiceTicket.js';
import { createTestDatabase, type TestDatabase } from '../../../support/databases/database.js';
import { startTestApp, type TestApp } from '../../../support/http/app.js';
import { csrfTokenOf, type HttpPerson } from '../../../support/http/httpPerson.js';

let database: TestDatabase;
let app: TestApp;
let owner: HttpPerson;
let token: string;
let draft: string;

beforeAll(async () => {
  database = await createTestDatabase();
  app = await startTestApp({ db: database.db });
  owner = await personAt(app, 'owner');
  token = csrfTokenOf((await owner.get('/account')).text);
  draft = String((await owner.post('/processes/remote-service/drafts', { _csrf: token })).location);
});
afterAll(async () => {
  await app.stop();
  await database.destroy();
});

const nothing = { elementId: 'solvedToFeedback', ticket: null, values: null };

async function tryOut(expression: string, more: object = {}, person = owner, csrf = token) {
  const answer = await person.send(`${draft}/trials`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-csrf-token': csrf },
    body: JSON.stringify({ ...nothing, expression, ...more }),
  });
  return { status: answer.status, json: JSON.parse(answer.text || 'null') };
}

describe('trying an expression', () => {
  test('on a ticket shows the value of every part, for a ticket that the person may see', async () => {
    const { number } = await ticketWaitingFor(app, 'service-feedback');
    const feel = 'outcome = "solved" and count(contacts) > 100';
    const unseen = await tryOut(feel, { ticket: number });
    expect(unseen).toMatchObject({ status: 404, json: { message: expect.stringContaining('找不到工单') } });
    expect((await tryOut(feel, { ticket: 'no-such' })).json).toEqual(unseen.json);
    await database
      .db('tickets')
      .where({ number })
      .update({ initiatorId: await personId(database.db, 'owner') });
    const { status, json } = await tryOut(feel, { ticket: number });
    expect(status).toBe(200);
    expect(json.mistakes).toEqual([]);
    expect(json.trial).toMatchObject({ value: '否', reason: '', morePartsCount: 0 });
    expect(json.trial.parts).toEqual(
      expect.arrayContaining([
        { text: 'outcome = "solved"', value: '是' },
        { text: 'outcome', value: '“solved”' },
        { text: 'count(contacts)', value: '1' },
        { text: feel, value: '否' },
      ]),
    );
    expect(json.trial.parts.map(({ text }: { text: string }) => text)).not.toContain('100');
    expect(json.trial.facts.join('；')).toMatch(/已解决.*≤ 100/);
  });

  test('on typed values reads each as its form defines it', async () => {
    const { json } = await tryOut('outcome = "onsite"', { values: { outcome: 'onsite' } });
    expect(json.trial.value).toBe('是');
    expect(json.data).toEqual([
      {
        name: 'outcome',
        label: expect.any(String),
        kind: 'string',
        options: expect.arrayContaining([{ value: 'onsite', label: expect.any(String) }]),
      },
    ]);
    const day = await tryOut('customerConfirmed = true', { values: { customerConfirmed: '是' } });
    expect(day.json.trial.value).toBe('是');
    const wrong = await tryOut('customerConfirmed = true', { values: { customerConfirmed: '也许' } });
    expect(wrong).toMatchObject({
      status: 422,
      json: { details: [expect.stringContaining('要填“是”或“否”')] },
    });
    const table = await tryOut('count(contacts) > 0', { values: { contacts: '1' } });
    expect(table).toMatchObject({
      status: 422,
      json: { details: [expect.stringContaining('请用工单号试算')] },
    });
  });

  test('without data shows its mistakes and what could replace them', async () => {
    const { json } = await tryOut('outcom = "solved"');
    expect(json).toMatchObject({ trial: null, mistakes: [{ from: 0, to: 6, replacement: 'outcome' }] });
    const missing = await tryOut('outcome > 5', { values: {} });
    expect(missing.json.trial.value).toBe('空');
  });

  test('tells what a ticket may know there, and what is filled in only later', async () => {
    const { json } = await tryOut('true', { elementId: 'requestReceivedToArrangeEngineer' });
    const known = new Map<string, { isLater: boolean }>(
      json.known.map((one: { name: string; isLater: boolean }) => [one.name, one]),
    );
    expect(known.get('symptom')).toMatchObject({ label: '故障现象', kind: '文本', isLater: false });
    expect(known.get('outcome')).toMatchObject({ isLater: true });
  });

  test('of a result that a call brings home sees the data of the process that it calls', async () => {
    const call = { elementId: 'onsiteService', sees: 'called' };
    const { json } = await tryOut('visitOutcome', call);
    expect(json.mistakes).toEqual([]);
    expect(json.data).toMatchObject([{ name: 'visitOutcome', kind: 'string' }]);
    const own = await tryOut('visitOutcome', { ...call, sees: 'own' });
    expect(own.json.mistakes).toMatchObject([
      { message: expect.stringContaining('没有名为「visitOutcome」') },
    ]);
    const handedIn = await tryOut('remoteDiagnosis', call);
    expect(handedIn.json.mistakes, 'the call hands it in').toEqual([]);
  });

  test.each([
    ['is too long', `${'1+'.repeat(6_000)}1`],
    ['nests too deeply', `${'('.repeat(5_000)}1${')'.repeat(4_000)}`],
    ['works without end', 'count(for a in 1..10000, b in 1..10000 return a * b)'],
  ])('that %s ends at a limit that is named', async (_what, expression) => {
    const { status, json } = await tryOut(expression, { values: {} });
    expect(status).toBe(200);
    expect(json.trial.value).toBe('空');
    expect(json.trial.reason).toMatch(/\d.*\p{Script=Han}|\p{Script=Han}.*\d/u);
  });

  test('that can’t be read says where', async () => {
    expect((await tryOut('outcome =', { values: {} })).json.trial.reason).toContain('写法有误');
  });

  test.each([[null], [[]], [{ expression: 1 }], [{ ...nothing, expression: '1', values: { a: 1 } }]])(
    'is refused for a body that is none of the editor’s: %j',
    async (body) => {
      const answer = await owner.send(`${draft}/trials`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-csrf-token': token },
        body: JSON.stringify(body),
      });
      expect([400, 422]).toContain(answer.status);
      expect(JSON.parse(answer.text).message).toMatch(/\p{Script=Han}/u);
    },
  );

  test('is for process owners, with their token', async () => {
    const auditor = await personAt(app, 'auditor');
    const csrf = csrfTokenOf((await auditor.get('/account')).text);
    expect((await tryOut('1', {}, auditor, csrf)).status).toBe(403);
    expect((await tryOut('1', {}, owner, 'wrong')).status).toBe(403);
  });

  test('leaves no trace on the ticket', async () => {
    const { number } = await ticketWaitingFor(app, 'technical-service-task');
    const change = { initiatorId: await personId(database.db, 'owner') };
    await database.db('tickets').where({ number }).update(change);
    const before = await database.db('tickets').where({ number }).first();
    await tryOut('symptom', { ticket: number });
    expect(await database.db('tickets').where({ number }).first()).toEqual(before);
  });
});
