import { once } from 'node:events';
import { cp } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createPdfPrinter } from '../../../src/platform/printing/pdfPrinter.js';
import { loadFormExamples } from '../../../src/scenarios/checks/formExamples.js';
import { loadScenarioFiles } from '../../../src/scenarios/files/loadScenarioFiles.js';
import { runScenario } from '../../../src/scenarios/runScenario.js';
import type { ScenarioSite } from '../../../src/scenarios/sites/site.js';
import { chromiumForServer } from '../../support/browser/chromiumForServer.js';
import { readPdf } from '../../support/browser/pdf.js';
import { printPdf } from '../../support/browser/printPdf.js';
import { paperKeys, paperTitles, ticketWithAllForms } from '../../support/company/paperTicket.js';
import { personAt } from '../../support/company/remoteServiceTicket.js';
import { createTestSites, deliveredFolders, type TestSites } from '../../support/company/scenarioSites.js';
import { startTestApp, type TestApp } from '../../support/http/app.js';
import type { HttpPerson } from '../../support/http/httpPerson.js';

let sites: TestSites;
let site: ScenarioSite;
let app: TestApp;
let manager: HttpPerson;
/** Has every form there is. */
let number: string;
/** Numbers of tickets that scenarios played from their start to their end, by process. */
const played = new Map<string, string>();

/** Without organization-design, which replaces the directory; its papers are in the set of all forms. */
const scenarios = [
  ['remote-service', 'solved-by-phone', ['报修登记簿', '技术服务任务单']],
  [
    'onsite-service',
    'taken-back-complained',
    ['报修登记簿', '技术服务任务单', '售后服务报告单', '客户商品领取收据', '满意度调查表'],
  ],
  ['repair-service', 'out-of-warranty', ['报修登记簿', '维修服务单', '产品维修过程记录']],
  [
    'installation',
    'accepted-the-first-time',
    ['市场支持申请单', '工程进度计划', '竣工验收单', '售后服务信息反馈单'],
  ],
] as const;

beforeAll(async () => {
  sites = await createTestSites();
  site = await sites.open();
  const { db } = site.runtime;
  const examples = await loadFormExamples(join(deliveredFolders.forms, 'examples'));
  const files = await loadScenarioFiles(deliveredFolders.processes);
  for (const [process, name] of scenarios) {
    const scenario = files
      .find((file) => file.process === process)
      ?.scenarios.find((one) => one.name === name);
    expect(await runScenario(site, examples, process, scenario!)).toMatchObject({ passed: true });
    const ticket = await db('tickets').where({ processKey: process, parentId: null }).first('number');
    played.set(process, ticket.number);
  }
  app = await startTestApp({ db, pdf: createPdfPrinter(chromiumForServer()) });
  await cp(site.attachmentFolder, app.attachmentFolder, { recursive: true });
  manager = await personAt(app, 'manager');
  number = await ticketWithAllForms(db, await personAt(app, 'engineer'));
});
afterAll(async () => {
  await app.stop();
  await site.close();
  await sites.remove();
});

const print = (path: string, name: string) => printPdf(app, manager, path, name);

test('all papers of a ticket become one PDF, each complete on the pages it needs', async () => {
  const { pages, sizes } = await print(`/tickets/${number}/papers/all?format=pdf`, 'all');
  const ticketPapers = [
    ['service-register', 1],
    ['service-task', 1],
    ['service-report', 1],
    ['product-receipt', 1],
    ['satisfaction-survey', 1],
    ['repair-order', 1],
    ['repair-process', 1],
    ['market-support-request', 1],
    ['schedule-plan', 1],
    ['acceptance-certificate', 1],
    ['service-information-feedback', 1],
    ['duty-sheets', 2],
    ['organization-chart', 1],
  ] as const;
  expect(pages).toHaveLength(ticketPapers.reduce((sum, [, count]) => sum + count, 0));
  pages.forEach((page, index) => {
    expect(page).toContain(`第${index + 1}页共${pages.length}页`);
    expect(page).toContain(`山东恒泰机电工程有限公司编号:${number}`);
  });
  const titled = ticketPapers.flatMap(([key, count]) => [key, ...Array(count - 1).fill(null)]);
  titled.forEach((key, index) => {
    const head = pages[index]?.slice(0, 120);
    if (key) expect(head).toContain(paperTitles[key as keyof typeof paperTitles]);
  });
  const sideways = sizes.flatMap(({ width, height }, index) => (width > height ? titled[index] : []));
  expect(sideways.sort()).toEqual(['organization-chart', 'schedule-plan']);
  for (const { width, height } of sizes) expect([width, height].sort()).toEqual([210, 297]);
  const report = pages[2] as string;
  expect(report).toContain('序号名称型号数量单价(元)金额(元)');
  expect(report).toContain('A收费服务√B合同服务C免费服务');
  expect(report).toContain('√现场解决');
  expect(report).toContain('客户签字2026年11月23日');
  expect(pages[8]).toMatch(/进度图11-26/);
  expect(pages[13]).toContain('售后服务部部门经理1人报修接单员2人');
});

describe('a finished ticket prints what was recorded on the way:', () => {
  test.each(scenarios)('%s', async (process, _, titles) => {
    const ticket = await app.runtime
      .db('tickets')
      .where({ number: played.get(process) })
      .first();
    const { pages } = await print(`/tickets/${ticket.number}/papers/all?format=pdf`, `played-${process}`);
    const words = (text: string) => text.normalize('NFKC').replace(/\s/g, '');
    const heads = pages.map((page) => page.slice(0, 90));
    const found = titles.map((title) => heads.findIndex((head) => head.includes(title)));
    expect(found, heads.join('\n')).toEqual([...found].sort((a, b) => a - b));
    expect(found, heads.join('\n')).not.toContain(-1);
    const { customer, product } = JSON.parse(ticket.variables);
    if (customer) expect(pages[0]).toContain(`客户名称${words(customer.name)}`);
    if (product) expect(pages[0]).toContain(`产品名称${words(product.name)}`);
    expect(pages.join('')).not.toMatch(/人员\d|undefined|\[object/);
  });
});

test('a table longer than a page has its head on every page, and no row is torn', async () => {
  const { db } = app.runtime;
  const ticket = await db('tickets').where({ number }).first();
  const filler = '拆检、清洗并逐项记录测量结果，'.repeat(4);
  const steps = Array.from({ length: 60 }, (_, index) => ({
    at: '2026-11-23T01:00:00.000Z',
    step: `${filler}第${index + 1}步完`,
    hours: 0.1,
  }));
  const variables = { ...JSON.parse(ticket.variables), repairSteps: steps };
  await db('tickets')
    .where({ number })
    .update({ variables: JSON.stringify(variables) });
  const { pages } = await print(`/tickets/${number}/papers/repair-process?format=pdf`, 'long-table');
  await db('tickets').where({ number }).update({ variables: ticket.variables });
  expect(pages.length).toBeGreaterThan(3);
  const words = filler.normalize('NFKC');
  const withSteps = pages.filter((page) => page.includes('拆检'));
  for (const page of withSteps) expect(page).toContain('维修过程序号时间步骤工时(小时)');
  for (let step = 1; step <= 60; step += 1) {
    expect(pages.filter((page) => page.includes(`${words}第${step}步完`))).toHaveLength(1);
  }
  expect(pages.join('')).toContain('合计6');
  expect(pages.at(-1)).toContain('维修人签字');
});

describe('blank papers, for places without network', () => {
  test.each(paperKeys)('%s', async (key) => {
    const { pages } = await print(`/papers/${key}/blank?format=pdf`, `blank-${key}`);
    expect(pages).toHaveLength(1);
    expect(pages[0]).toContain(paperTitles[key]);
    expect(pages[0]).toContain('编号:');
    expect(pages[0]).toMatch(/签字|签章|签收|编制年月日/);
    expect(pages[0]).not.toContain('√');
    expect(pages[0]).not.toContain('济南齐鲁化纤有限公司');
  });
});

test('the reports and the notice are computed', async () => {
  const engineer = await app.runtime.db('persons').where({ login: 'engineer' }).first('id');
  const day = '2026-11-23';
  const daily = await print(
    `/papers/daily-report?person=${engineer.id}&day=${day}&format=pdf`,
    'daily-report',
  );
  expect(daily.pages[0]).toContain('技术员张伟部门');
  expect(daily.pages[0]).toContain(played.get('remote-service'));
  const summary = await print(
    `/papers/service-summary?from=${day}&until=${day}&format=pdf`,
    'service-summary',
  );
  expect(summary.pages[0]).toContain('售后服务报修记录表');
  expect(summary.pages.join('')).toContain(played.get('remote-service'));
  const contract = await app.runtime.db('contracts').where({ number: 'BY-2026-018' }).first('id', 'endsOn');
  const notice = await print(`/papers/renewal-notice/${contract.id}?format=pdf`, 'renewal-notice');
  expect(notice.pages[0]).toContain('济南齐鲁化纤有限公司:');
  expect(notice.pages[0]).toContain(`将于${contract.endsOn}到期`);
  expect(notice.pages[0]).toContain('28600.00元');
});

describe('the printer', () => {
  const nothing = async () => null;

  test('loads nothing but the files it is given', async () => {
    const asked: string[] = [];
    const stranger = createServer((req, res) => {
      asked.push(req.url ?? '');
      res.end('x');
    }).listen(0, '127.0.0.1');
    await once(stranger, 'listening');
    const address = `http://127.0.0.1:${(stranger.address() as AddressInfo).port}`;
    const given: string[] = [];
    const html = `<link rel="stylesheet" href="${address}/a.css"><img src="${address}/b.png"><img src="/c.png">
      <iframe src="${address}/d"></iframe><script>document.title = 'x'; fetch('${address}/e')</script>words`;
    const pdf = await createPdfPrinter(chromiumForServer()).print(html, async (path) => {
      given.push(path);
      return null;
    });
    stranger.close();
    expect(readPdf(pdf).pages).toHaveLength(1);
    expect([asked, given]).toEqual([[], ['/c.png']]);
  });

  test('stops after its time limit, and works again', async () => {
    const slow = createPdfPrinter({ ...chromiumForServer(), timeoutMs: 3000 });
    const never = () => new Promise<null>(() => undefined);
    await expect(slow.print('<img src="/never.png">', never)).rejects.toThrow('用时过长');
    expect(readPdf(await slow.print('words', nothing)).pages).toHaveLength(1);
  });

  test('prints one at a time and lets only a few wait', async () => {
    const printer = createPdfPrinter({ executablePath: '/nowhere' });
    const answers = await Promise.allSettled(
      Array.from({ length: 7 }, () => printer.print('words', nothing)),
    );
    const reasons = answers.map((answer) => String((answer as PromiseRejectedResult).reason.message));
    expect(reasons.filter((reason) => reason.includes('较多'))).toHaveLength(2);
    expect(reasons.filter((reason) => reason.includes('没有生成 PDF'))).toHaveLength(5);
  });
});
