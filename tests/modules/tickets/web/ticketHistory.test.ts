import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createDefinitionCache } from '../../../../src/modules/processes/index.js';
import { selectAuditEvents } from '../../../../src/modules/tickets/index.js';
import { decisionsOf } from '../../../../src/modules/tickets/web/presenters/decisions.js';
import { remoteServiceForms } from '../../../support/company/remoteServiceForms.js';
import { personAt, ticketWaitingFor } from '../../../support/company/remoteServiceTicket.js';
import { createTestDatabase, type TestDatabase } from '../../../support/databases/database.js';
import { startTestApp, type TestApp } from '../../../support/http/app.js';
import type { HttpPerson } from '../../../support/http/httpPerson.js';
import { wordsOf } from '../../../support/http/wordsOf.js';
import { completeByHttp } from '../../../support/http/workByHttp.js';

let database: TestDatabase;
let app: TestApp;
let auditor: HttpPerson;
let number = '';

beforeAll(async () => {
  database = await createTestDatabase();
  app = await startTestApp({ db: database.db });
  const guided = await ticketWaitingFor(app, 'remote-guidance');
  ({ number } = guided);
  app.clock.advance({ hours: 25 });
  await app.runJobs();
  const engineer = await personAt(app, 'engineer');
  await completeByHttp(engineer, guided.task.id, remoteServiceForms['remote-guidance']);
  auditor = await personAt(app, 'auditor');
});
afterAll(async () => {
  await app.stop();
  await database.destroy();
});

const page = async (query = '') => (await auditor.get(`/tickets/${number}/history${query}`)).text;
const numbersOn = (text: string) =>
  [...text.matchAll(/id="event-[A-Z]+-\d+-\d+-(\d+)"/g)].map((match) => Number(match[1]));

describe('the history of a ticket', () => {
  test('has every event on one of its pages, newest first or oldest first', async () => {
    const { eventCount } = await database.db('tickets').where({ number }).first('eventCount');
    const all = Array.from({ length: eventCount }, (_, index) => index + 1);
    expect(numbersOn(await page('?order=oldest'))).toEqual(all.slice(0, 50));
    expect(numbersOn(await page())).toEqual(all.reverse().slice(0, 50));
  });

  test('leads an auditor from an event to the request in the log', async () => {
    const { id } = await database.db('tickets').where({ number }).first('id');
    const events = await database
      .db('audit_events')
      .where({ ticketId: id })
      .orderBy('seq')
      .select('actorId', 'requestId');
    for (const { actorId, requestId } of events) expect(requestId === null).toBe(actorId === null);
    const ids = new Set(events.flatMap(({ requestId }) => requestId ?? []));
    expect(ids.size).toBeGreaterThan(3);
    const text = await page();
    const logged = app.log.map((line) => (line.req as { id?: string } | undefined)?.id);
    for (const requestId of ids) {
      expect(text).toContain(`请求 <code>${requestId}</code>`);
      expect(logged).toContain(requestId);
    }
    const engineer = await personAt(app, 'engineer');
    const answer = await engineer.get(`/tickets/${number}/history`);
    expect(answer.text).not.toContain('请求 <code>');
    expect(answer.headers.get('x-request-id')).toMatch(/^[\w-]{36}$/);
  });

  test('goes on behind the last event of a page', async () => {
    const text = await page();
    const [last] = numbersOn(text).slice(-1);
    const { id } = await database.db('tickets').where({ number }).first('id');
    const { at } = await database.db('audit_events').where({ ticketId: id, seq: 10 }).first('at');
    expect(last).toBe(1);
    expect(numbersOn(await page(`?after=${encodeURIComponent(`${at}|${id}|10`)}`))).toEqual([
      9, 8, 7, 6, 5, 4, 3, 2, 1,
    ]);
    expect(numbersOn(await page('?after=nonsense'))).toEqual(numbersOn(text));
  });

  test.each([
    ['data', /王晓燕 发起工单[\s\S]*故障现象/],
    ['mails', /邮件存入邮件夹[\s\S]*作业 \d+：完成，执行 1 次/],
    ['timers', /开始计时[\s\S]*作业 \d+：/],
    ['flow', /系统 经过连线[\s\S]*填写《技术服务任务单》并安排工程师 → 远程指导服务/],
    ['work', /张伟 办理「远程指导服务」/],
  ])('shows of a kind only its events: %s', async (kind, expected) => {
    const text = await page(`?kind=${kind}`);
    const all = numbersOn(await page());
    expect(numbersOn(text).length).toBeLessThan(all.length);
    expect(wordsOf(text)).toMatch(expected);
  });

  test('says which condition decided on each way out of a gateway, with the values of then', async () => {
    const told = '处理结果 = 已解决 → 是。';
    const flows = wordsOf(await page('?kind=flow')).replaceAll('&#x3D;', '=');
    expect(flows).toContain(told);
    expect(flows).toContain('其他出口的条件都不成立，走默认出口。「是」联系记录 没有填写 → 否。');
    const ticketPage = (await auditor.get(`/tickets/${number}`)).text;
    const [, json = ''] = /data-diagram-trace>([^<]*)</.exec(ticketPage) ?? [];
    const { elements } = JSON.parse(json) as {
      elements: Record<string, { decisions: { text: string }[] }>;
    };
    const decisions = Object.values(elements).flatMap((element) => element.decisions);
    expect(decisions.map(({ text }) => text).join()).toContain(told);
  });

  test('claims no reason that the data of then do not give, and none for steps on another version', async () => {
    const { id, definitionId } = await database.db('tickets').where({ number }).first('id', 'definitionId');
    const definition = await createDefinitionCache().load(database.db, definitionId);
    const events = await selectAuditEvents(database.db, id);
    const withData = (change: (data: Record<string, unknown>) => Record<string, unknown>) =>
      decisionsOf(
        events.map((event) => ({ ...event, data: change(event.data) })),
        definition,
        'Asia/Shanghai',
      ).map(({ text }) => text);
    const otherOutcome = JSON.parse(
      JSON.stringify(events.map(({ data }) => data)).replaceAll('"after":"solved"', '"after":"onsite"'),
    ) as Record<string, unknown>[];
    let index = 0;
    expect(withData(() => otherOutcome[index++] ?? {})).toContain(
      '「已解决」条件 outcome = "solved"：按保存的数据重新计算，结果与当时不同。',
    );
    expect(withData((data) => data)).toHaveLength(2);
    expect(withData((data) => ({ ...data, processVersion: 99 }))).toEqual([]);
  });

  test('filters by element and by person', async () => {
    const { id } = await database.db('persons').where({ login: 'clerk' }).first('id');
    const text = wordsOf(await page(`?element=arrangeEngineer&actor=${id}`));
    expect(text).toContain('李静 办理「填写《技术服务任务单》并安排工程师」');
    expect(text).not.toContain('张伟 办理');
  });

  test('names an event that is not what was written, and is not there for strangers', async () => {
    const { id } = await database.db('tickets').where({ number }).first('id');
    const event = () => database.db('audit_events').where({ ticketId: id, seq: 3 });
    const { actorName } = await event().first('actorName');
    await event().update({ actorName: '别人' });
    expect(wordsOf(await page())).toContain('内容与校验码不符');
    await event().update({ actorName });
    expect(wordsOf(await page())).not.toContain('内容与校验码不符');
    const stranger = await personAt(app, 'warehouse');
    expect((await stranger.get(`/tickets/${number}/history`)).status).toBe(404);
  });
});

test('with the family, what happened on child tickets stands between the events of the ticket', async () => {
  const { id } = await database.db('tickets').where({ number }).first('id');
  const { number: child } = await ticketWaitingFor(app, 'technical-service-task');
  await database.db('tickets').where({ number: child }).update({ parentId: id });
  expect(await page()).not.toContain(`id="event-${child}-1"`);
  expect(await page('?family=on')).toContain(`id="event-${child}-1"`);
});
