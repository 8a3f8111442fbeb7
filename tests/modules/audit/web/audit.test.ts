import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { scheduleCheckpoint } from '../../../../src/modules/audit/commands/scheduleCheckpoint.js';
import { checkExport } from '../../../../src/modules/audit/read/export/checkExport.js';
import { systemActor } from '../../../../src/platform/actor.js';
import { readSheets } from '../../../../src/platform/excel/readSheets.js';
import { runCommand } from '../../../../src/platform/runCommand.js';
import { personAt, personId, ticketWaitingFor } from '../../../support/company/remoteServiceTicket.js';
import { createTestDatabase, type TestDatabase } from '../../../support/databases/database.js';
import { startTestApp, type TestApp } from '../../../support/http/app.js';
import { exportByHttp, pressWhileWorking } from '../../../support/http/exportByHttp.js';
import { csrfTokenOf, type Fields, type HttpPerson } from '../../../support/http/httpPerson.js';
import { wordsOf } from '../../../support/http/wordsOf.js';

let database: TestDatabase;
let app: TestApp;
let auditor: HttpPerson;
let [first, second] = ['', ''];

beforeAll(async () => {
  database = await createTestDatabase();
  app = await startTestApp({ db: database.db });
  auditor = await personAt(app, 'auditor');
  ({ number: first } = await ticketWaitingFor(app, 'customer-confirmation'));
  ({ number: second } = await ticketWaitingFor(app, 'remote-guidance'));
});
afterAll(async () => {
  await app.stop();
  await database.destroy();
});

const empty = { person: '', customer: '', rule: '', process: '', version: '', from: '', to: '' };

async function post(path: string, fields: Fields = {}, page = '/audit/tickets') {
  const _csrf = csrfTokenOf((await auditor.get(page)).text);
  return auditor.post(path, { _csrf, ...fields });
}

/** Has everything checked; the words of the page with the result. */
async function check(path: string): Promise<string> {
  const { location } = await pressWhileWorking(app, auditor, path);
  expect(location).toMatch(/^\/audit\/checks\/\d+$/);
  return wordsOf((await auditor.get(location as string)).text);
}

/** Numbers of the tickets that the search finds. */
async function find(fields: Partial<typeof empty>): Promise<string[]> {
  const answer = await post('/audit/search', { ...empty, ...fields });
  expect(answer.location).toBe('/audit/tickets');
  const { text } = await auditor.get('/audit/tickets');
  return [...text.matchAll(/href="\/tickets\/([A-Z]+-\d+-\d+)"/g)].map((match) => match[1] as string).sort();
}

const ticketId = async (number: string) => (await database.db('tickets').where({ number }).first('id')).id;

describe('the audit search', () => {
  test('finds by person, customer, process, version and date', async () => {
    expect(await find({})).toEqual([first, second].sort());
    expect(await find({ person: '张伟' })).toEqual([first, second].sort());
    expect(await find({ person: '韩雪' })).toEqual([]);
    const { name } = await database
      .db('tickets')
      .join('customers', 'customers.id', 'tickets.customerId')
      .where({ number: first })
      .first('name');
    expect(await find({ customer: name })).toContain(first);
    expect(await find({ customer: '没有这家公司' })).toEqual([]);
    expect(
      await find({ process: 'remote-service', version: '1', from: '2026-11-23', to: '2026-11-23' }),
    ).toHaveLength(2);
    expect(await find({ version: '2' })).toEqual([]);
    expect(await find({ from: '2026-11-24' })).toEqual([]);
    expect(await find({ to: '2026-11-22' })).toEqual([]);
  });

  test('finds late answers (R3) and repeated repairs (R14)', async () => {
    expect(await find({ rule: 'R3' })).toEqual([]);
    expect(await find({ rule: 'R14' })).toEqual([]);
    app.clock.advance({ hours: 25 });
    await database
      .db('jobs')
      .where({ ticketId: await ticketId(first) })
      .update({ status: 'cancelled' });
    const rows = { flag: 'repeatedRepair', flaggedAt: '2026-11-24T00:00:00.000Z' };
    await database
      .db('ticket_flags')
      .insert({ ...rows, ticketId: await ticketId(first), otherId: await ticketId(second) });
    const escalation = {
      elementId: 'handleOverdue',
      executionId: 'x',
      name: '',
      status: 'ready',
      priority: 0,
    };
    await database.db('tasks').insert({
      ...escalation,
      ticketId: await ticketId(second),
      escalation: true,
      revision: 1,
      createdAt: rows.flaggedAt,
    });
    expect(await find({ rule: 'R3' })).toEqual([second]);
    expect(await find({ rule: 'R14' })).toEqual([first]);
    await database.db('tasks').where({ executionId: 'x' }).delete();
  });

  test('finds endings without confirmation (R9) and the same person on both sides (R18)', async () => {
    expect(await find({ rule: 'R9' })).toEqual([]);
    expect(await find({ rule: 'R18' })).toEqual([]);
    const { id, ...submission } = await database
      .db('form_submissions')
      .where({ ticketId: await ticketId(first), elementId: 'remoteGuidance' })
      .first();
    await database.db('tickets').where({ number: first }).update({ status: 'ended' });
    expect(await find({ rule: 'R9' })).toEqual([first]);
    await database.db('form_submissions').insert({ ...submission, elementId: 'confirmWithCustomer' });
    expect(await find({ rule: 'R9' })).toEqual([]);
    expect(await find({ rule: 'R18' })).toEqual([first]);
    await database.db('form_submissions').where({ elementId: 'confirmWithCustomer' }).delete();
    await database.db('tickets').where({ number: first }).update({ status: 'active' });
    expect(id).toBeGreaterThan(0);
  });

  test('shows an error at the field that it cannot read', async () => {
    const answer = await post('/audit/search', { ...empty, from: 'x', version: '0', rule: 'R99' });
    expect(answer.status).toBe(422);
    for (const message of ['请填写正确的日期', '版本应为正整数', '请从列表中选择'])
      expect(answer.text).toContain(message);
  });

  test('gives its results as a workbook', async () => {
    await find({ rule: 'R14' });
    const { content } = await exportByHttp(app, auditor, '/audit/search/workbook');
    const [sheet] = await readSheets(content);
    const texts = sheet!.rows.map((row) => row.cells.map((cell) => ('text' in cell ? cell.text : '')));
    expect(texts).toHaveLength(2);
    expect(texts[1]).toContain(first);
    expect(texts[1]!.join()).toContain('重复维修（R14）');
  });
});

describe('proof on the pages', () => {
  test('a checkpoint that the job sealed is shown as valid, and an unchanged database as intact', async () => {
    await runCommand(app.runtime, systemActor, scheduleCheckpoint, { exceptId: null });
    app.clock.advance({ hours: 24 });
    await app.runJobs();
    const page = wordsOf((await auditor.get('/audit/checkpoints')).text);
    expect(page).toMatch(/第 1 号 2026-11-2\d 签名有效/);
    expect(await check('/audit/verification')).toMatch(
      /没有发现问题 冯洁 今天 \d\d:\d\d 发起 已核对 2 张工单、\d+ 条流转记录、1 个检查点。全部完整/,
    );
    await database
      .db('audit_events')
      .where({ ticketId: await ticketId(second), seq: 2 })
      .update({ actorName: '他人' });
    const broken = await check('/audit/verification');
    expect(broken).toContain('发现 1 处问题');
    expect(broken).toContain(`工单 ${second}：第 2 条的内容、人员、时间或顺序被改动`);
    await database
      .db('audit_events')
      .where({ ticketId: await ticketId(second), seq: 2 })
      .update({ actorName: '王晓燕' });
  });

  test('a ticket is run again, and exported with its proof', async () => {
    const ticketPage = `/tickets/${second}`;
    expect((await auditor.get(ticketPage)).text).toContain('重新计算核对');
    const again = await post(`/audit/tickets/${second}/replay`, {}, ticketPage);
    expect(wordsOf(again.text)).toContain('与存储的完全一致');
    expect(await check('/audit/replay')).toMatch(/没有发现问题 .* 已重新计算 2 张工单的 \d+ 步操作。/);
    const record = wordsOf((await auditor.get('/audit/checkpoints')).text);
    expect(record).toMatch(/重新计算全部工单 没有发现问题 2 冯洁 .*核对全部记录 发现 1 处问题 2 冯洁/);
    const file = await post(`/audit/tickets/${second}/export`, {}, ticketPage);
    expect(file.headers.get('content-disposition')).toContain('attachment');
    expect(checkExport(file.text)).toMatchObject({ faults: [], data: { exportedBy: '冯洁' } });
    expect(checkExport(file.text).data?.proof).not.toBeNull();
    expect((await post('/audit/tickets/YC-1/export')).status).toBe(404);
  });
});

describe('a check of all records', () => {
  test('continues when its page is left, is shared by all who ask, and can be stopped by whoever asked first', async () => {
    const page = (await post('/audit/verification')).location as string;
    expect(wordsOf((await auditor.get(page)).text)).toContain('正在准备。可以离开本页');
    const id = Number(page.split('/').at(-1));
    await database.db('audit_checks').where({ id }).update({ total: 80, done: 20 });
    const running = await auditor.get(page);
    expect(wordsOf(running.text)).toContain('已核对 20 / 80 张工单。可以离开本页');
    expect(running.text).toContain('<noscript><meta http-equiv="refresh" content="2"></noscript>');

    const admin = await personAt(app, 'admin');
    const press = async (path: string) =>
      admin.post(path, { _csrf: csrfTokenOf((await admin.get('/account')).text) });
    expect((await press('/audit/verification')).location).toBe(page);
    expect((await admin.get(page)).text).not.toContain('停止');
    expect((await press(`${page}/cancellation`)).status).toBe(404);
    expect((await post(`${page}/cancellation`)).location).toBe(page);
    await app.runJobs();
    expect(wordsOf((await auditor.get(page)).text)).toContain('没有核对完就停止了，没有结果。');
    expect((await post(`${page}/cancellation`)).location, 'stopping twice is as good as once').toBe(page);
    expect((await auditor.get('/audit/checks/999')).status).toBe(404);
  });

  test('that took long is announced by mail', async () => {
    const page = (await post('/audit/replay')).location as string;
    app.clock.advance({ minutes: 2 });
    await app.runJobs();
    const mail = await database.db('mails').orderBy('id', 'desc').first();
    expect(mail.recipient).toBe('auditor@example.com');
    expect(mail.body).toContain(page);
    expect(mail.body).toContain('共 2 张工单，没有发现问题。');
    expect((await post(`${page}/cancellation`)).status).toBe(403);
  });
});

test('each view and export of an auditor is logged, those of others are not', async () => {
  await database.db('access_log').delete();
  await auditor.get(`/tickets/${first}`);
  await post(`/audit/tickets/${first}/export`);
  const desk = await personAt(app, 'desk');
  await desk.get(`/tickets/${first}`);
  const rows = await database.db('access_log').orderBy('id');
  const person = {
    personId: await personId(database.db, 'auditor'),
    personName: '冯洁',
    ticketNumber: first,
  };
  expect(rows).toEqual([
    expect.objectContaining({ ...person, action: 'view-ticket' }),
    expect.objectContaining({ ...person, action: 'export-ticket' }),
  ]);
  const page = wordsOf((await auditor.get('/audit/accesses')).text);
  expect(page).toContain(`冯洁 导出工单 ${first}`);
  expect(page).toContain(`冯洁 查看工单 ${first}`);
});
