import { generateKeyPairSync } from 'node:crypto';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sealCheckpoint } from '../../../../src/modules/audit/commands/sealCheckpoint.js';
import { findingText } from '../../../../src/modules/audit/read/verify/finding.js';
import { verifyDatabase } from '../../../../src/modules/audit/read/verify/verifyDatabase.js';
import { hashEvent } from '../../../../src/platform/access/auditChain.js';
import { selectSecurityHistory } from '../../../../src/platform/access/securityLog.js';
import { systemActor } from '../../../../src/platform/actor.js';
import { runCommand } from '../../../../src/platform/runCommand.js';
import { personAt, personId } from '../../../support/company/remoteServiceTicket.js';
import { createTestDatabase, type TestDatabase } from '../../../support/databases/database.js';
import { startTestApp, type TestApp } from '../../../support/http/app.js';
import { formFields } from '../../../support/http/formFields.js';
import { csrfTokenOf, HttpPerson } from '../../../support/http/httpPerson.js';
import { wordsOf } from '../../../support/http/wordsOf.js';

let database: TestDatabase;
let app: TestApp;
let admin: HttpPerson;
const { privateKey, publicKey } = generateKeyPairSync('ed25519');

beforeAll(async () => {
  database = await createTestDatabase();
  app = await startTestApp({ db: database.db });
  admin = await personAt(app, 'admin');
});
afterAll(async () => {
  await app.stop();
  await database.destroy();
});

async function submit(page: string, action: string, typed: Record<string, string>) {
  const { text } = await admin.get(page);
  return admin.post(action, { ...formFields(text, action), ...typed });
}

const findings = async () =>
  (
    await verifyDatabase({
      db: database.db,
      attachmentFolder: app.attachmentFolder,
      checkpointFolder: join(app.attachmentFolder, 'no-checkpoints'),
      publicKey,
    })
  ).findings
    .map(findingText)
    .filter((text) => !text.includes('检查点文件缺失'));

test('the log tells of log-ins, failures, passwords and permissions, and holds no password', async () => {
  const stranger = new HttpPerson(app.url);
  const _csrf = csrfTokenOf((await stranger.get('/session/new')).text);
  await stranger.post('/session', { _csrf, login: 'desk', password: 'a wrong one' });
  await stranger.post('/session', { _csrf, login: 'typed-a-password-here', password: 'x' });
  await personAt(app, 'desk');

  const id = await personId(database.db, 'engineer2');
  await submit(`/directory/persons/${id}`, `/directory/persons/${id}/password`, {});
  const clerk = await database.db('positions').where({ name: '技术服务部文员' }).first('id');
  const path = `/directory/persons/${id}`;
  expect((await submit(`${path}/edit`, path, { positions: String(clerk.id) })).status).toBe(303);

  const words = wordsOf((await admin.get('/audit/security')).text);
  expect(words).toContain('登录失败 登录名 desk；');
  expect(words).toContain('登录失败 没有这个登录名；');
  expect(words).toContain('登录 王晓燕');
  expect(words).toContain('重置密码 董浩 赵磊');
  expect(words).toMatch(/权限变更 董浩 赵磊；授予 技术服务部文员；收回 [^ ]*服务工程师/);
  const stored = JSON.stringify(await database.db('security_events').select());
  expect(stored).not.toMatch(/a wrong one|typed-a-password-here|serviceflow/);
});

test('whatever is changed, cut off, or hashed anew after a seal is named by the verification', async () => {
  const { db } = database;
  await runCommand(app.runtime, systemActor, sealCheckpoint, { privateKey, mailTo: null });
  expect(await findings()).toEqual([]);
  await personAt(app, 'desk');
  expect(await findings()).toEqual([]);

  const events = await selectSecurityHistory(db);
  const [third, last] = [events[2]!, events.at(-1)!];
  const rewrite = (seq: number, change: object) => db('security_events').where({ seq }).update(change);
  await rewrite(3, { actorName: '别人' });
  expect(await findings()).toEqual([expect.stringContaining('安全日志：第 3 条的内容')]);
  await rewrite(3, { actorName: third.actorName, data: '{' });
  expect(await findings()).toContainEqual(expect.stringContaining('安全日志：有记录的内容无法读取'));
  await rewrite(3, { data: JSON.stringify(third.data) });

  await db('security_events').where({ seq: last.seq }).delete();
  expect(await findings()).toEqual([expect.stringContaining('安全日志：末尾被截去')]);
  const { ticketId: _, elementId: __, executionId: ___, ...row } = last;
  await db('security_events').insert({ ...row, data: JSON.stringify(row.data) });
  expect(await findings()).toEqual([]);

  let previousHash = events[1]!.hash;
  for (const event of events.slice(2)) {
    const forged = { ...event, actorName: event.seq === 3 ? '别人' : event.actorName, previousHash };
    previousHash = hashEvent(forged);
    await rewrite(event.seq, {
      actorName: forged.actorName,
      previousHash: forged.previousHash,
      hash: previousHash,
    });
  }
  await db('security_log').update({ headHash: previousHash });
  expect(await findings()).toEqual([expect.stringContaining('号检查点封存之后被改动，并重新计算了校验码')]);
});

test('events of many at once make one chain', async () => {
  const before = (await selectSecurityHistory(database.db)).length;
  await Promise.all(Array.from({ length: 6 }, () => personAt(app, 'desk')));
  const events = await selectSecurityHistory(database.db);
  expect(events.map(({ seq }) => seq)).toEqual(Array.from({ length: before + 6 }, (_, index) => index + 1));
});
