import ExcelJS from 'exceljs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { personAt, personId, ticketWaitingFor } from '../../../support/company/remoteServiceTicket.js';
import { createTestDatabase, type TestDatabase } from '../../../support/databases/database.js';
import { startTestApp, type TestApp } from '../../../support/http/app.js';
import { formFields } from '../../../support/http/formFields.js';
import { type Answer, csrfTokenOf, type Fields, HttpPerson } from '../../../support/http/httpPerson.js';
import { wordsOf } from '../../../support/http/wordsOf.js';

let database: TestDatabase;
let app: TestApp;
let hr: HttpPerson;

beforeAll(async () => {
  database = await createTestDatabase();
  app = await startTestApp({ db: database.db });
  hr = await personAt(app, 'hr');
});
afterAll(async () => {
  await app.stop();
  await database.destroy();
});

const wordsAt = async (path: string, person = hr) => wordsOf((await person.get(path)).text);
const idOf = async (table: string, name: string): Promise<number> =>
  (await database.db(table).where({ name }).first('id')).id;

/** Opens the page with the form, types into it and sends it. */
async function submit(page: string, action: string, typed: Fields, person = hr): Promise<Answer> {
  const { text } = await person.get(page);
  return person.post(action, { ...formFields(text, action), ...typed });
}

test('everybody reads the directory, and only editors are offered changes', async () => {
  const engineer = await personAt(app, 'engineer');
  for (const path of [
    '/directory',
    '/directory/chart',
    '/directory/persons',
    '/directory/groups',
    '/directory/history',
  ]) {
    const { status, text } = await engineer.get(path);
    expect(status, path).toBe(200);
    expect(text, path).not.toMatch(/新增|导入 Excel|修改/);
  }
  expect(await wordsAt('/directory')).toContain('导入 Excel');
  expect(await wordsAt('/directory/persons?q=ENGINEER2')).toContain('赵磊');
  expect(await wordsAt('/directory/persons?q=%25')).toContain('没有找到人员');
  const words = await wordsAt('/directory/groups');
  expect(words).toContain('流程负责人');
});

test('the duty sheets of a department are those of its positions', async () => {
  const department = await idOf('departments', '储运部');
  const words = await wordsAt(`/directory/duty-sheets?department=${department}`);
  expect(words).toContain('2 个岗位，每个岗位印一页');
  expect(words).toMatch(/岗位职责 收发存登记，配件发放 岗位权限 拒绝无单出库/);
  expect(await wordsAt('/directory/duty-sheets?department=999999')).toContain('没有岗位');
});

test('invalid questions get the present directory or a page that is not found', async () => {
  for (const on of ['2026-13-45', '9999-01-01', 'x', "2026-11-01'--", '2026-11-23']) {
    const { status, text } = await hr.get(`/directory?on=${encodeURIComponent(on)}`);
    expect([status, wordsOf(text).includes('当日结束时')], on).toEqual([200, false]);
  }
  expect(await wordsAt('/directory/chart?on=2026-11-01&paper=a3&names=off')).toContain(
    '2026-11-01 当日结束时',
  );
  for (const path of ['departments', 'positions', 'persons'].flatMap((kind) => [
    `${kind}/999999`,
    `${kind}/abc`,
  ])) {
    expect((await hr.get(`/directory/${path}`)).status, path).toBe(404);
  }
  expect((await hr.get('/directory/templates/__proto__')).status).toBe(404);
  expect((await hr.get('/directory/history?below=1%20or%201')).status).toBe(200);
});

test('the chart is a picture of its own, in which no name is markup', async () => {
  const id = await idOf('departments', '采购部');
  const name = '<script>&"部';
  await submit(`/directory/departments/${id}/edit`, `/directory/departments/${id}`, { name });
  const { headers, text } = await hr.get('/directory/chart.svg');
  expect(headers.get('content-type')).toContain('image/svg+xml');
  expect(headers.get('content-security-policy')).toContain("default-src 'none'");
  expect(text).toContain('&lt;script&gt;&amp;&quot;部');
  expect(text).not.toContain('<script');
  expect(text).toContain('王晓燕、郑爽');
  expect((await hr.get('/directory/chart.svg?names=off')).text).not.toContain('王晓燕');
  await submit(`/directory/departments/${id}/edit`, `/directory/departments/${id}`, { name: '采购部' });
});

describe('a form', () => {
  test('that is refused shows the error at its field and keeps what was typed', async () => {
    const answer = await submit('/directory/positions/new', '/directory/positions', {
      name: '',
      headcount: '-3',
      duties: '<b>职责</b>',
    });
    expect(answer.status).toBe(422);
    expect(answer.text).toMatch(/id="[^"]*name-error"/);
    expect(answer.text).toMatch(/id="[^"]*headcount-error"/);
    expect(answer.text).toContain('&lt;b&gt;职责&lt;/b&gt;');
    expect(answer.text).toContain('value="-3"');
  });

  test('sent twice is saved once', async () => {
    const id = await idOf('positions', '会计员');
    const path = `/directory/positions/${id}`;
    const typed = formFields((await hr.get(`${path}/edit`)).text, path);
    const answers = await Promise.all(['甲', '乙'].map((duties) => hr.post(path, { ...typed, duties })));
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 409]);
    expect(await database.db('position_groups').where({ positionId: id })).toHaveLength(1);
  });

  test('with fields that it does not have, or for somebody who may not, changes nothing', async () => {
    const before = await database.db('positions').orderBy('id');
    const path = `/directory/positions/${await idOf('positions', '采购员')}`;
    const typed = formFields((await hr.get(`${path}/edit`)).text, path);
    expect((await hr.post(path, { ...typed, groups: 'admin' })).status).toBe(422);
    expect(await database.db('position_groups').where({ groupId: 'admin' })).toHaveLength(1);
    const desk = await personAt(app, 'desk');
    const _csrf = csrfTokenOf((await desk.get('/account')).text);
    expect((await desk.post(path, { ...typed, _csrf, name: '篡改' })).status).toBe(403);
    expect((await database.db('positions').orderBy('id')).map(({ name }) => name)).toEqual(
      before.map(({ name }) => name),
    );
  });
});

test('a new person logs in with the password that was shown once, and must choose another', async () => {
  const departmentId = String(await idOf('departments', '售后服务部'));
  const positions = String(await idOf('positions', '服务工程师'));
  const typed = { login: 'sunli', name: '孙丽', departmentId, positions };
  const answer = await submit('/directory/persons/new', '/directory/persons', typed);
  expect(answer.status).toBe(201);
  const password = /class="issued-password">([a-z0-9]{12})</.exec(answer.text)?.[1] as string;
  const stored = await database.db('persons').where({ login: 'sunli' }).first();
  expect(stored.passwordHash).not.toContain(password);

  const newcomer = new HttpPerson(app.url);
  const page = await newcomer.get('/session/new');
  const first = { _csrf: csrfTokenOf(page.text), login: 'sunli', password };
  expect((await newcomer.post('/session', first)).status).toBe(303);
  expect((await newcomer.get('/tasks')).location).toBe('/account');
  const account = await newcomer.get('/account');
  expect(wordsOf(account.text)).toContain('您使用的是初始密码');
  const _csrf = csrfTokenOf(account.text);
  expect((await newcomer.post('/tickets/search', { _csrf, text: 'x' })).status).toBe(403);
  const change = {
    _csrf,
    current: password,
    next: '自己想出来的密码 2026',
    repeated: '自己想出来的密码 2026',
  };
  expect((await newcomer.post('/account/password', change)).status).toBe(303);
  expect((await newcomer.get('/tasks')).status).toBe(200);
});

describe('somebody who leaves', () => {
  test('hands over on one page; an unsuitable successor is shown at its row', async () => {
    const { number } = await ticketWaitingFor(app, 'remote-guidance');
    const [leaver, desk, other] = await Promise.all(
      ['engineer', 'desk', 'engineer2'].map((login) => personId(database.db, login)),
    );
    const path = `/directory/persons/${leaver}/departure`;
    expect(await wordsAt(path)).toContain(number);
    const refused = await submit(path, path, { all: String(desk) });
    expect(refused.status).toBe(422);
    expect(refused.text).toMatch(/id="task-\d+-error">王晓燕的岗位不能办理此任务/);
    expect(refused.text).toContain(`<option value="${desk}" selected>`);
    const answer = await submit(path, path, { all: String(other) });
    expect([answer.status, answer.location]).toEqual([303, `/directory/persons/${leaver}`]);
    expect(await wordsAt(`/directory/persons/${leaver}`)).toContain('1 项任务、1 处后续环节已移交');
    const successor = await personAt(app, 'engineer2');
    const trace = wordsOf((await successor.get(`/tickets/${number}`)).text);
    expect(trace).toContain('将「远程指导服务」由张伟移交给赵磊');
    expect((await hr.get(path)).status).toBe(403);
    expect(await wordsAt('/directory/persons?state=left')).toContain('张伟');
    const accountant = await personId(database.db, 'accountant');
    expect(await wordsAt(`/directory/persons/${accountant}/departure`)).toContain('派给会计员的任务无人签收');
  });
});

describe('an import', () => {
  const upload = async (content: Uint8Array, person = hr) => {
    const body = new FormData();
    body.append('_csrf', csrfTokenOf((await person.get('/directory/imports/new')).text));
    body.append('file', new Blob([new Uint8Array(content)]), '名单.xlsx');
    return person.send('/directory/imports', { method: 'POST', body });
  };
  const exported = async () => {
    const workbook = new ExcelJS.Workbook();
    const response = await fetch(`${app.url}/directory/export`, { headers: { cookie: hr.cookies } });
    await workbook.xlsx.load(await response.arrayBuffer());
    return workbook;
  };
  const bytes = async (workbook: ExcelJS.Workbook) => Buffer.from(await workbook.xlsx.writeBuffer());

  test('of what was exported changes nothing', async () => {
    const { location } = await upload(await bytes(await exported()));
    const words = await wordsAt(location as string);
    expect(words).toContain('没有需要写入的内容');
    expect(words).toMatch(/新增 0 修改 0 不变 \d{2} 拒绝 0/);
  });

  test('shows what would change, writes it on confirmation, once, and hands out first passwords', async () => {
    const workbook = await exported();
    const sheet = workbook.getWorksheet('人员') as ExcelJS.Worksheet;
    sheet.addRow(['caolei', '曹磊', '工程部', '项目经理', 'caolei@example.com', '=1+1']);
    sheet.addRow(['caolei2', '曹蕾', '工程部', '项目经理', '', { formula: '1+1', result: 2 }]);
    sheet.addRow(['fang', '方圆', '没有的部门', '', '', '']);
    sheet.addRow(['fangyuan', '方圆', '工程部', '项目经理', 'fang@example.com', '0531-88886666']);
    const { location } = await upload(await bytes(workbook));
    const path = location as string;
    const words = await wordsAt(path);
    for (const part of ['部门「没有的部门」不存在', '电话：含有公式', '电话：0531-88886666', '确认导入 1 行'])
      expect(words).toContain(part);
    expect(await database.db('persons').where({ login: 'fangyuan' })).toEqual([]);
    const other = await personAt(app, 'admin');
    expect((await other.get(path)).status).toBe(404);

    const confirmation = `${path}/confirmation`;
    const form = formFields((await hr.get(path)).text, confirmation);
    const answer = await hr.post(confirmation, form);
    expect(wordsOf(answer.text)).toMatch(/方圆 fangyuan [a-z0-9]{12}/);
    expect(await database.db('persons').where({ login: 'fangyuan', mustChangePassword: true })).toHaveLength(
      1,
    );
    expect((await hr.post(confirmation, form)).status).toBe(404);
  });

  test.each([
    ['nothing', Buffer.alloc(0), '请选择要导入的 Excel 文件'],
    ['a text', Buffer.from('登录名,姓名'), '该文件不是 Excel 工作簿'],
  ])('of %s is refused at its field', async (_what, content, reason) => {
    const answer = await upload(content);
    expect(answer.status).toBe(422);
    expect(answer.text).toMatch(new RegExp(`id="import-error" role="alert">${reason}`));
  });

  test('of a workbook with other sheets says which are wanted', async () => {
    const workbook = new ExcelJS.Workbook();
    workbook.addWorksheet('花名册').addRow(['姓名']);
    expect((await upload(await bytes(workbook))).text).toContain('没有找到工作表“部门”“岗位”“人员”');
  });
});
