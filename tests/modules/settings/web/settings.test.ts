import { deflateSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { personAt } from '../../../support/company/remoteServiceTicket.js';
import { createTestDatabase, type TestDatabase } from '../../../support/databases/database.js';
import { startTestApp, type TestApp } from '../../../support/http/app.js';
import { formFields } from '../../../support/http/formFields.js';
import { csrfTokenOf, type Fields, type HttpPerson } from '../../../support/http/httpPerson.js';
import { startMailServer, type TestMailServer } from '../../../support/http/smtp.js';
import { wordsOf } from '../../../support/http/wordsOf.js';
import { startByHttp } from '../../../support/http/workByHttp.js';

let database: TestDatabase;
let app: TestApp;
let mailServer: TestMailServer;
let admin: HttpPerson;
let manager: HttpPerson;

beforeAll(async () => {
  database = await createTestDatabase();
  app = await startTestApp({ db: database.db, mailFrom: null });
  mailServer = await startMailServer();
  admin = await personAt(app, 'admin');
  manager = await personAt(app, 'manager');
});
afterAll(async () => {
  await app.stop();
  await mailServer.stop();
  await database.destroy();
});

/** Posts a section as its page holds it, with what was typed. */
async function save(person: HttpPerson, section: string, typed: Fields, removed: RegExp | null = null) {
  const path = `/settings/${section}`;
  const fields = formFields((await person.get(path)).text, path) as Record<string, string>;
  const kept = Object.fromEntries(Object.entries(fields).filter(([name]) => !removed?.test(name)));
  return person.post(path, { ...kept, ...typed });
}

describe('the pages', () => {
  test('offer each only what the person may set', async () => {
    expect((await admin.get('/settings')).location).toBe('/settings/company');
    expect((await manager.get('/settings')).location).toBe('/settings/calendar');
    const tabs = (html: string) =>
      [...(/aria-label="设置项目">([\s\S]*?)<\/nav>/.exec(html)?.[1] ?? '').matchAll(/>([^<]+)<\/a>/g)].map(
        (m) => m[1],
      );
    expect(tabs((await admin.get('/settings/mail')).text)).toEqual([
      '公司',
      '工作时间',
      '工单编号',
      '价目表',
      '流程发布',
      '邮件',
      '查看范围',
    ]);
    expect(tabs((await manager.get('/settings/prices')).text)).toEqual(['工作时间', '价目表']);
  });

  test('save and tell who changed what', async () => {
    expect((await save(admin, 'company', { name: '青岛前湾机电有限公司' })).location).toBe(
      '/settings/company',
    );
    const words = wordsOf((await admin.get('/settings/company')).text);
    expect(words).toContain('设置已保存。');
    expect(words).toContain('董浩 公司名称 ：山东恒泰机电工程有限公司 → 青岛前湾机电有限公司');
  });

  test('show a refused form again, with the reason at its field', async () => {
    const answer = await save(admin, 'company', { name: '', address: '新址' });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('value="新址"');
    expect(answer.text).toMatch(/id="f-name"[^>]*aria-invalid="true"|aria-invalid="true"[^>]*name="name"/);
  });

  test('keep what was typed when somebody else saved first, and save it the second time', async () => {
    const path = '/settings/prices';
    const page = await admin.get(path);
    const row = {
      'items.0.code': 'A1',
      'items.0.name': '保险丝',
      'items.0.kind': 'part',
      'items.0.unit': '只',
      'items.0.price': '3.5',
    };
    expect((await save(manager, 'prices', row)).status).toBe(303);
    const late = await admin.post(path, { ...formFields(page.text, path), ...row, 'items.0.price': '4' });
    expect(late.status).toBe(409);
    expect(wordsOf(late.text)).toContain('该设置刚刚被他人修改，您的修改还没有保存。');
    const again = await admin.post(path, formFields(late.text, path));
    expect(again.status).toBe(303);
    expect(wordsOf((await admin.get(path)).text)).toContain(
      'A1 ：保险丝，配件，3.50 元/只 → 保险丝，配件，4.00 元/只',
    );
  });

  test('work without JavaScript: a row is added', async () => {
    const answer = await save(manager, 'calendar', { _action: 'addRow:hours' });
    expect(answer.text).toContain('name="hours.2.from"');
  });

  test('show the public holidays of the year', async () => {
    const words = wordsOf((await manager.get('/settings/calendar')).text);
    expect(words).toContain('2026 年法定节假日');
    expect(words).toContain('国庆节 10月1日（周四） 至 10月7日（周三） 7');
    expect(words).toContain('2027 年法定节假日 国务院办公厅的放假通知尚未收录');
  });

  test('preview a number before it is saved, and number the next ticket by it', async () => {
    const typed = {
      'remote-service.prefix': 'fw',
      'remote-service.datePart': 'month',
      'remote-service.digits': '5',
    };
    const preview = await save(admin, 'numbering', { ...typed, _action: 'preview' });
    expect(preview.status).toBe(200);
    expect(wordsOf(preview.text)).toContain('FW-202611-00001');
    expect(wordsOf((await admin.get('/settings/numbering')).text)).toContain('YC-20261123-0001');
    expect((await save(admin, 'numbering', { ...typed, _action: 'complete' })).status).toBe(303);
    const desk = await personAt(app, 'desk');
    const number = await startByHttp(desk);
    expect(number).toBe('FW-202611-00001');
    const token = csrfTokenOf((await desk.get('/tickets')).text);
    const found = await desk.post('/tickets/search', { _csrf: token, text: 'fw-202611-00001' });
    expect(found.location).toBe('/tickets/FW-202611-00001');
    expect(wordsOf((await admin.get('/settings/numbering')).text)).toContain(
      '远程服务 ：（无） → FW，年月，5 位',
    );
    const refused = await save(admin, 'numbering', { 'remote-service.prefix': '编号', _action: 'complete' });
    expect(refused.status).toBe(422);
    expect(wordsOf(refused.text)).toContain('前缀为 2 至 10 个大写字母或数字');
  });
});

describe('mail', () => {
  const sendTest = async (recipient: string) => {
    const { text } = await admin.get('/settings/mail');
    return admin.post('/settings/mail/test', { _csrf: csrfTokenOf(text), recipient });
  };
  const server = (port: string): Fields => ({
    host: '127.0.0.1',
    port,
    security: 'none',
    fromAddress: 'fuwu@example.com',
    fromName: '售后服务部',
  });

  test('goes to the folder until a server is stored, then through it at once', async () => {
    expect((await sendTest('someone@example.com')).status).toBe(303);
    expect(wordsOf((await admin.get('/settings/mail')).text)).toContain(
      '没有配置邮件服务器，测试邮件已存入邮件夹。',
    );
    const port = new URL(mailServer.url).port;
    expect((await save(admin, 'mail', server(port))).status).toBe(303);
    expect((await sendTest('someone@example.com')).status).toBe(303);
    const mail = await mailServer.mailTo('someone@example.com');
    expect(mail.subject).toBe('测试邮件');
    expect(mail.from?.value[0]).toEqual({ address: 'fuwu@example.com', name: '售后服务部' });
    const mails = await database.db('mails').orderBy('id').select('status', 'recipient');
    expect(mails.map(({ status }) => status)).toEqual(['stored', 'sent']);
    expect(wordsOf((await admin.get('/admin/mails')).text)).not.toContain('没有配置邮件服务器');
  });

  test('of the worker takes the new server too', async () => {
    app.clock.advance({ hours: 25 });
    await app.runJobs();
    await app.runJobs();
    expect((await mailServer.mailTo('manager@example.com')).from?.value[0]?.address).toBe('fuwu@example.com');
  });

  test('that can’t be sent tells why', async () => {
    mailServer.refuseWith(550);
    const refused = await sendTest('someone@example.com');
    mailServer.refuseWith(null);
    expect(refused.status).toBe(422);
    expect(wordsOf(refused.text)).toContain('没有发出：邮件服务器拒绝了这封邮件');
    expect((await save(admin, 'mail', server('1'))).status).toBe(303);
    expect(wordsOf((await sendTest('someone@example.com')).text)).toContain('没有发出：连接不上邮件服务器');
    expect(wordsOf((await sendTest('a@x, b@x')).text)).toContain('请填写一个邮箱地址。');
  });

  test('never shows the password again', async () => {
    const typed = { ...server('1'), user: 'fuwu', _password: 'Geheim+17' };
    expect((await save(admin, 'mail', typed)).status).toBe(303);
    const { text } = await admin.get('/settings/mail');
    expect(text).not.toContain('Geheim');
    expect(wordsOf(text)).toContain('已设置密码，不再显示。');
    expect(wordsOf(text)).toContain('密码 ：（无） → 已设置');
    const refused = await save(admin, 'mail', { port: '0', _password: 'Geheim+18' });
    expect(refused.status).toBe(422);
    expect(refused.text).not.toContain('Geheim');
    expect(JSON.stringify(app.log)).not.toContain('Geheim');
  });
});

describe('the environment', () => {
  test('takes precedence over the stored settings, and the page says so without the password', async () => {
    const url = mailServer.url.replace('smtp://', 'smtp://user:s3cret@');
    const other = await startTestApp({ db: database.db, smtpUrl: url, mailFrom: 'Umwelt <env@example.com>' });
    const { text } = await (await personAt(other, 'admin')).get('/settings/mail');
    await other.stop();
    expect(wordsOf(text)).toContain(`环境变量 SMTP_URL 已指定邮件服务器 ${new URL(url).host}`);
    expect(wordsOf(text)).toContain('环境变量 MAIL_FROM 已指定发件人 Umwelt &lt;env@example.com&gt;');
    expect(text).not.toContain('s3cret');
  });
});

describe('the logo', () => {
  async function upload(content: Buffer | string, name = 'logo.png') {
    const { text } = await admin.get('/settings/company');
    const body = new FormData();
    body.set('_csrf', csrfTokenOf(text));
    body.set('_action', 'upload');
    body.set('logo', new Blob([content]), name);
    return admin.send('/settings/company/logo', { method: 'POST', body });
  }
  const addressIn = (html: string) => /src="(\/company\/logo\/[0-9a-f]{64})"/.exec(html)?.[1];

  test('is shown, served as what it is, and can be taken away', async () => {
    const image = png(30, 12);
    expect((await upload(image)).location).toBe('/settings/company');
    const address = addressIn((await admin.get('/settings/company')).text) as string;
    const response = await fetch(app.url + address, { headers: { cookie: admin.cookies } });
    expect(Buffer.from(await response.arrayBuffer()).equals(image)).toBe(true);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'image/png',
      'content-disposition': 'inline',
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
    });
    const token = csrfTokenOf((await admin.get('/settings/company')).text);
    await admin.post('/settings/company/logo', { _csrf: token, _action: 'remove' });
    expect(addressIn((await admin.get('/settings/company')).text)).toBeUndefined();
    expect((await admin.get(address)).status).toBe(404);
  });

  test.each<[string, Buffer | string, string]>([
    [
      'a picture that is a program',
      '<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>',
      '公司标志只能是 PNG 或 JPG 图片。',
    ],
    ['a page', '<html><script>alert(1)</script></html>', '公司标志只能是 PNG 或 JPG 图片。'],
    ['nothing', '', '请选择图片文件。'],
    ['a head without a picture', Buffer.from('89504e470d0a1a0a', 'hex'), '只能是 PNG 或 JPG 图片'],
    ['a picture as wide as a wall', png(60_000, 1), '图片宽和高不能超过 4000 像素。'],
    ['more than 2 MB', Buffer.concat([png(2, 2), Buffer.alloc(2 * 1024 * 1024)]), '图片超过 2 MB'],
  ])('is not %s', async (_, content, message) => {
    const answer = await upload(content);
    expect(answer.status).toBe(422);
    expect(wordsOf(answer.text)).toContain(message);
  });
});

/** A grey PNG of this size. */
function png(width: number, height: number): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head[8] = 8;
  const pixels = deflateSync(
    Buffer.alloc((width + 1) * height, 0x80).map((value, index) => (index % (width + 1) === 0 ? 0 : value)),
  );
  const signature = Buffer.from('89504e470d0a1a0a', 'hex');
  return Buffer.concat([
    signature,
    chunk('IHDR', head),
    chunk('IDAT', pixels),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const whole = Buffer.alloc(body.length + 8);
  whole.writeUInt32BE(data.length, 0);
  body.copy(whole, 4);
  whole.writeUInt32BE(crc(body), body.length + 4);
  return whole;
}

function crc(bytes: Buffer): number {
  let value = 0xffffffff;
  for (const byte of bytes) {
    value ^= byte;
    for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  }
  return (value ^ 0xffffffff) >>> 0;
}
