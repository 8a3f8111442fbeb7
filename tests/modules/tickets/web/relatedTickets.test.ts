import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { selectOptionalActor } from '../../../../src/modules/people/store/persons.js';
import { deployFolder } from '../../../../src/modules/processes/steps/deployFolder.js';
import { startTicket } from '../../../../src/modules/tickets/commands/startTicket.js';
import { serviceDescriptions } from '../../../../src/modules/tickets/services/descriptions.js';
import { insertFlags } from '../../../../src/modules/tickets/store/ticketFlags.js';
import { runCommand } from '../../../../src/platform/runCommand.js';
import { openTaskOf, personAt, personId } from '../../../support/company/remoteServiceTicket.js';
import { createTestDatabase, type TestDatabase } from '../../../support/databases/database.js';
import { startTestApp, type TestApp } from '../../../support/http/app.js';
import { csrfTokenOf, type HttpPerson } from '../../../support/http/httpPerson.js';
import { wordsOf } from '../../../support/http/wordsOf.js';
import { claimByHttp, completeByHttp } from '../../../support/http/workByHttp.js';

let database: TestDatabase;
let app: TestApp;
let [desk, manager, admin, hr, warehouse]: HttpPerson[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  app = await startTestApp({ db: database.db });
  const folder = join(import.meta.dirname, 'relatedTickets');
  await deployFolder(app.runtime, { processes: folder, forms: folder }, serviceDescriptions);
  const logins = ['desk', 'manager', 'admin', 'hr', 'warehouse'];
  [desk, manager, admin, hr, warehouse] = await Promise.all(logins.map((login) => personAt(app, login)));
});
afterAll(async () => {
  await app.stop();
  await database.destroy();
});

async function startCaller(otherProcess = 'callee'): Promise<string> {
  const id = await personId(database.db, 'desk');
  const actor = (await selectOptionalActor(database.db, id))!;
  const hrId = await personId(database.db, 'hr');
  const departments = [{ department: '销售部', person: hrId }, { department: '采购部' }];
  const data = { title: '查明原因', otherProcess, departments };
  const { number } = await runCommand(app.runtime, actor, startTicket, {
    processKey: 'caller',
    data,
    requestKey: crypto.randomUUID(),
  });
  return number;
}

/** A caller that has started one ticket and waits for another. */
async function callingTicket(): Promise<{ number: string; started: string; called: string }> {
  const number = await startCaller();
  await app.runJobs();
  const { id } = await database.db('tickets').where({ number }).first('id');
  const [started, called] = await database.db('tickets').where({ parentId: id }).orderBy('id');
  return { number, started: started.number, called: called.number };
}

const statusOf = async (number: string) =>
  (await database.db('tickets').where({ number }).first('status')).status;

function traceOf(html: string) {
  const json = /data-diagram-trace>([\s\S]*?)<\/script>/.exec(html)?.[1];
  return JSON.parse(json as string);
}

describe('related tickets', () => {
  test('are told apart on the page of the caller: the one it waits for and the one it only started', async () => {
    const { number, started, called } = await callingTicket();
    const { text } = await desk!.get(`/tickets/${number}`);
    const page = wordsOf(text);
    const list = wordsOf((await desk!.get('/tickets?process=caller')).text);
    expect(list).toMatch(new RegExp(`${number} .* 办理中 下级工单 ${called}`));
    expect(page).toMatch(new RegExp(`下级工单，本工单等待其办结 ${called} 办理中 下级办理`));
    expect(page).toMatch(new RegExp(`由本工单发起，单独办理 ${started} 办理中 下级办理`));
    expect(text.split(`href="/tickets/${called}"`).length, 'in the list and in the course').toBe(3);
    expect(page).toMatch(new RegExp(`发起相关工单[^。]*${started}`));
  });

  test('lead back to the caller', async () => {
    const { number, started, called } = await callingTicket();
    expect(wordsOf((await desk!.get(`/tickets/${called}`)).text)).toContain(
      `上级工单，正等待本工单办结 ${number}`,
    );
    const page = await desk!.get(`/tickets/${started}`);
    expect(wordsOf(page.text)).toContain(`发起本工单的工单 ${number}`);
    expect(page.text).toContain(`href="/tickets/${number}"`);
  });

  test('are no link for who may not open them', async () => {
    const { number, called } = await callingTicket();
    const { text } = await warehouse!.get(`/tickets/${called}`);
    expect(wordsOf(text)).toContain(number);
    expect(text).not.toContain(`href="/tickets/${number}"`);
  });

  test('stand at the call on the diagram, with the risk and the control that the diagram names', async () => {
    const { number, called } = await callingTicket();
    const trace = traceOf((await desk!.get(`/tickets/${number}`)).text);
    expect(trace.hasRisks).toBe(true);
    expect(trace.elements.callIt).toMatchObject({
      watched: [
        { kind: 'risk', code: 'F-1', text: '无人负责' },
        { kind: 'control', code: '控制', text: '风险 1：双人复核' },
      ],
      tickets: [{ number: called, href: `/tickets/${called}` }],
    });
    expect(trace.elements.startOther.tickets).toEqual([]);
    const process = wordsOf((await desk!.get('/processes/caller')).text);
    expect(process).toContain('风险与控制 F-1 无人负责 下级流程 控制 风险 1：双人复核 下级流程');
  });
});

describe('ending a ticket early', () => {
  const post = async (person: HttpPerson, number: string, fields: Record<string, string>) => {
    const { text } = await person.get('/account');
    return person.post(`/tickets/${number}/cancellation`, { _csrf: csrfTokenOf(text), ...fields });
  };

  test('is offered to who may', async () => {
    const { number } = await callingTicket();
    const href = `href="/tickets/${number}/cancellation"`;
    expect((await manager!.get(`/tickets/${number}`)).text).toContain(href);
    expect((await desk!.get(`/tickets/${number}`)).text).not.toContain(href);
    expect((await desk!.get(`/tickets/${number}/cancellation`)).status).toBe(403);
    expect((await post(desk!, number, { reason: '不要了', children: 'keep' })).status).toBe(403);
    expect((await warehouse!.get(`/tickets/${number}/cancellation`)).status).toBe(404);
    expect(await statusOf(number)).toBe('active');
  });

  test('asks for a reason and for what happens to the tickets that it waits for', async () => {
    const { number, started, called } = await callingTicket();
    const question = wordsOf((await manager!.get(`/tickets/${number}/cancellation`)).text);
    for (const part of ['一并终止', '保留继续', called]) expect(question).toContain(part);
    expect(question).not.toContain(started);
    const refused = await post(manager!, number, { reason: '客户撤回<b>' });
    expect(refused.status).toBe(422);
    expect(wordsOf(refused.text)).toContain('请选择下级工单如何处理');
    expect(refused.text).toContain('客户撤回&lt;b&gt;</textarea>');
    const silent = await post(manager!, number, { reason: ' ', children: 'cancel' });
    expect(silent.status).toBe(422);
    expect(wordsOf(silent.text)).toContain('请填写终止原因');
    expect(silent.text).toMatch(/value="cancel" required checked/);
    expect(await statusOf(number)).toBe('active');
  });

  test('takes the called tickets along, and leaves alone what goes its own way', async () => {
    const { number, started, called } = await callingTicket();
    const answer = await post(manager!, number, { reason: '客户撤回', children: 'cancel' });
    expect(answer.location).toBe(`/tickets/${number}`);
    const page = await manager!.get(answer.location as string);
    for (const part of [`工单 ${number} 已终止`, '终止工单', '原因：客户撤回', '已终止'])
      expect(wordsOf(page.text)).toContain(part);
    expect(await Promise.all([number, called, started].map(statusOf))).toEqual([
      'cancelled',
      'cancelled',
      'active',
    ]);
    const again = await manager!.get(`/tickets/${number}/cancellation`);
    expect(again.location).toBe(`/tickets/${number}`);
  });

  test('or lets them run on', async () => {
    const { number, called } = await callingTicket();
    await post(manager!, number, { reason: '改由他人跟进', children: 'keep' });
    expect(await statusOf(called)).toBe('active');
    const page = wordsOf((await manager!.get(`/tickets/${number}`)).text);
    expect(page).toMatch(new RegExp(`下级工单 ${called} 办理中`));
    expect(page).not.toContain('本工单等待其办结');
  });
});

describe('a service that fails', () => {
  async function failingTicket(): Promise<{ number: string; jobId: number }> {
    const number = await startCaller('nothing');
    const { id } = await database.db('tickets').where({ number }).first('id');
    const job = await database.db('jobs').where({ ticketId: id, kind: 'runService' }).first('id');
    await database.db('jobs').where({ id: job.id }).update({ attempts: 7 });
    await app.runJobs();
    return { number, jobId: job.id };
  }

  test('is an incident that says what, where and how often; it is skipped with a reason only', async () => {
    const { number, jobId } = await failingTicket();
    const page = await admin!.get('/admin/jobs');
    for (const part of ['自动处理：发起另一工单', '找不到流程', number, '已执行 8 次（最多 8 次）'])
      expect(wordsOf(page.text)).toContain(part);
    const skip = (reason: string) =>
      admin!.post(`/admin/jobs/${jobId}/skip`, { _csrf: csrfTokenOf(page.text), reason });
    const refused = await skip('  ');
    expect(refused.status).toBe(422);
    expect(wordsOf(refused.text)).toContain('请填写跳过的原因');
    expect(refused.text).toMatch(/<details open>/);
    expect((await skip('已经在旧系统发起')).location).toBe('/admin/jobs');
    const after = wordsOf((await admin!.get('/admin/jobs')).text);
    expect(after).toContain('没有异常');
    expect(after).toMatch(new RegExp(`${number}.*跳过：已经在旧系统发起 董浩`));
    const ticket = wordsOf((await desk!.get(`/tickets/${number}`)).text);
    expect(ticket).toContain('董浩 跳过自动处理');
    expect(ticket).toContain('本工单等待其办结');
    expect((await skip('再来一次')).status).toBe(403);
  });

  test('is forgotten on the page after two weeks', async () => {
    const { number, jobId } = await failingTicket();
    const token = csrfTokenOf((await admin!.get('/admin/jobs')).text);
    await admin!.post(`/admin/jobs/${jobId}/skip`, { _csrf: token, reason: '不需要' });
    expect((await admin!.get('/admin/jobs')).text).toContain(number);
    await database.db('incidents').where({ jobId }).update({ resolvedAt: '2026-11-01T00:00:00.000Z' });
    expect((await admin!.get('/admin/jobs')).text).not.toContain(number);
  });
});

describe('a task', () => {
  async function askedTicket(): Promise<{ number: string }> {
    const { number, called } = await callingTicket();
    const task = await openTaskOf(database.db, called);
    await claimByHttp(warehouse!, task.id);
    await completeByHttp(warehouse!, task.id, { remark: '办好了' });
    return { number };
  }

  test('of several like it says which it is, and how urgent', async () => {
    const { number } = await askedTicket();
    const task = await openTaskOf(database.db, number);
    const page = wordsOf((await hr!.get(`/tasks/${task.id}`)).text);
    expect(page).toContain('本任务针对 部门： 销售部 · 负责人： 韩雪');
    expect(page).toContain('待签收 紧急');
    expect(page).toContain('征求意见（采购部）');
    const inbox = wordsOf((await hr!.get('/tasks?view=available')).text);
    expect(inbox).toMatch(new RegExp(`征求意见 紧急 销售部 ${number}`));
    const list = wordsOf((await desk!.get('/tickets?process=caller')).text);
    expect(list).toMatch(new RegExp(`${number} 查明原因 上级流程 办理中 紧急 征求意见 今天`));
  });

  test('of a repeated repair names the other ticket, as the ticket and the list do (R14)', async () => {
    const [{ number }, other] = [await askedTicket(), await startCaller()];
    const ids = await database.db('tickets').whereIn('number', [number, other]).orderBy('id').pluck('id');
    const flaggedAt = app.clock.now().toISOString();
    await insertFlags(database.db, [
      { ticketId: ids[0], flag: 'repeatedRepair', otherId: ids[1], flaggedAt },
    ]);
    const task = await openTaskOf(database.db, number);
    const page = wordsOf((await hr!.get(`/tasks/${task.id}`)).text);
    expect(page).toMatch(new RegExp(`重复维修：同一产品 90 天内有同类故障的工单 ${other}`));
    const ticket = await desk!.get(`/tickets/${number}`);
    expect(wordsOf(ticket.text)).toContain(`重复维修：同一产品 90 天内的同类故障 ${other}`);
    expect(ticket.text).toContain(`href="/tickets/${other}"`);
    const list = wordsOf((await desk!.get('/tickets?process=caller')).text);
    expect(list).toMatch(new RegExp(`${number} 查明原因 上级流程 办理中 紧急 重复维修`));
  });
});
