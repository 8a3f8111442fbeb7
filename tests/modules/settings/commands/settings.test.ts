import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { changeCompany, changeLogo } from '../../../../src/modules/settings/commands/changeCompany.js';
import { changeMailServer } from '../../../../src/modules/settings/commands/changeMailServer.js';
import { changePriceList } from '../../../../src/modules/settings/commands/changePriceList.js';
import { changeWorkingCalendar } from '../../../../src/modules/settings/commands/changeWorkingCalendar.js';
import { resealMailPassword } from '../../../../src/modules/settings/commands/resealMailPassword.js';
import type { SettingKey } from '../../../../src/modules/settings/model/settings.js';
import { selectCompanySettings } from '../../../../src/modules/settings/read/companySettings.js';
import { selectMailServer, selectSettingPage } from '../../../../src/modules/settings/read/settings.js';
import { selectSetting } from '../../../../src/modules/settings/store/settings.js';
import { changeNumbering } from '../../../../src/modules/tickets/commands/changeNumbering.js';
import { selectNumbering } from '../../../../src/modules/tickets/read/numbering.js';
import { dueTime } from '../../../../src/modules/tickets/steps/dueTime.js';
import { systemActor } from '../../../../src/platform/actor.js';
import { InvalidForm, StaleSetting } from '../../../../src/platform/errors.js';
import { runCommand } from '../../../../src/platform/runCommand.js';
import { createSecretBox, WrongSecretKey } from '../../../../src/platform/secretBox.js';
import { createDepartment, type Department } from '../../../support/company/department.js';
import { startRequest } from '../../../support/company/remoteService.js';
import { createTestDatabase, type TestDatabase } from '../../../support/databases/database.js';
import { testSecretKey } from '../../../support/run/testSecretKey.js';

let database: TestDatabase;
let department: Department;

beforeAll(async () => {
  database = await createTestDatabase();
  department = await createDepartment(database.db);
});
afterAll(() => database.destroy());

const revisionOf = async (key: SettingKey) => (await selectSetting(database.db, key)).revision;
const changesOf = async (key: SettingKey) => (await selectSettingPage(database.db, key)).changes;

async function wrongFields(attempt: Promise<unknown>): Promise<Record<string, string>> {
  const error = await attempt.then(
    () => null,
    (reason) => reason,
  );
  expect(error).toBeInstanceOf(InvalidForm);
  const { errors } = error as InvalidForm;
  return Object.fromEntries(errors.map(({ path, message }) => [path, message]));
}

describe('a change', () => {
  const company = { name: '济南泉城机电有限公司', phone: '0531-88880000' };

  test('is kept with who, when, from what to what', async () => {
    const before = await selectCompanySettings(database.db);
    const revision = await revisionOf('company');
    await department.as('admin', changeCompany, { data: company, revision });
    const after = { name: company.name, address: '', phone: company.phone, logo: null };
    expect(await selectCompanySettings(database.db)).toEqual(after);
    expect(await changesOf('company')).toEqual([
      {
        id: expect.any(Number),
        key: 'company',
        changedAt: department.clock.now().toISOString(),
        changedBy: (await department.person('admin')).id,
        personName: '董浩',
        before,
        after,
      },
    ]);
  });

  test('that changes nothing leaves no trace', async () => {
    const revision = await revisionOf('company');
    await department.as('admin', changeCompany, { data: company, revision });
    expect(await revisionOf('company')).toBe(revision);
    expect(await changesOf('company')).toHaveLength(1);
  });

  test('on an old page is refused, also of two at the same moment one', async () => {
    const revision = await revisionOf('company');
    const attempts = ['甲公司', '乙公司'].map((name) =>
      department.as('admin', changeCompany, { data: { name }, revision }),
    );
    const results = await Promise.allSettled(attempts);
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const refused = results.find((result) => result.status === 'rejected');
    expect(refused?.reason).toBeInstanceOf(StaleSetting);
    expect(await changesOf('company')).toHaveLength(2);
    await expect(department.as('admin', changePriceList, { data: {}, revision: 7 })).rejects.toBeInstanceOf(
      StaleSetting,
    );
  });

  test('of the logo keeps the rest, and the other way round', async () => {
    const logo = { sha256: 'a'.repeat(64), mediaType: 'image/png', width: 10, height: 20 } as const;
    await department.as('admin', changeLogo, { logo });
    const revision = await revisionOf('company');
    await department.as('admin', changeCompany, { data: { name: '丙公司' }, revision });
    expect(await selectCompanySettings(database.db)).toMatchObject({ name: '丙公司', logo });
    await department.as('admin', changeLogo, { logo: null });
    expect(await selectCompanySettings(database.db)).toMatchObject({ name: '丙公司', logo: null });
  });
});

describe('working hours', () => {
  const change = (data: Record<string, unknown>) =>
    revisionOf('workingCalendar').then((revision) =>
      department.as('manager', changeWorkingCalendar, { data, revision }),
    );

  test.each([
    ['none', {}, ['hours']],
    ['no time', { hours: [{ from: '25:00', to: '12:00' }] }, ['hours.0.from']],
    ['an end before its beginning', { hours: [{ from: '12:00', to: '08:30' }] }, ['hours.0.to']],
    [
      'spans that overlap',
      {
        hours: [
          { from: '8:00', to: '12:00' },
          { from: '11:00', to: '17:00' },
        ],
      },
      ['hours.1.from'],
    ],
    [
      'a day twice',
      {
        hours: [{ from: '08:00', to: '12:00' }],
        exceptions: [
          { date: '2026-12-01', kind: 'off' },
          { date: '2026-12-01', kind: 'working' },
        ],
      },
      ['exceptions.1.date'],
    ],
  ])('refused: %s', async (_, data, wrong) => {
    expect(Object.keys(await wrongFields(change(data)))).toEqual(wrong);
  });

  test('count from the next due time on', async () => {
    const due = () =>
      database.db.transaction((tx) =>
        dueTime(
          {
            ...department.runtime,
            tx,
            actor: { id: null, name: '', groups: [] },
            now: new Date('2026-11-23T01:00:00.000Z'),
          },
          { timeBasis: 'working' },
          '2026-11-23T05:00:00.000Z',
        ),
      );
    expect(await due()).toBe('2026-11-23T06:30:00.000Z');
    await change({
      hours: [{ from: '9:00', to: '11:00' }],
      exceptions: [{ date: '2026-11-24', kind: 'off', note: '司庆' }],
    });
    expect(await due()).toBe('2026-11-25T03:00:00.000Z');
    expect((await selectSetting(database.db, 'workingCalendar')).value).toEqual({
      hours: [{ from: '09:00', to: '11:00' }],
      exceptions: { '2026-11-24': 'off' },
      notes: { '2026-11-24': '司庆' },
    });
  });
});

describe('numbering', () => {
  const change = async (rules: Parameters<typeof changeNumbering>[1]['rules']) =>
    department.as('admin', changeNumbering, { rules, revision: await revisionOf('numbering') });
  const nextOf = async () => {
    const moment = { now: department.clock.now(), timeZone: 'Asia/Shanghai' };
    const rows = await selectNumbering(database.db, moment);
    return rows.find(({ key }) => key === 'remote-service')?.next;
  };

  test('the next ticket has the number that the page showed, also after a change', async () => {
    expect(await nextOf()).toBe('YC-20261123-0001');
    expect((await startRequest(department)).number).toBe('YC-20261123-0001');
    expect(await nextOf()).toBe('YC-20261123-0002');
    await change({ 'remote-service': { prefix: 'FW', datePart: 'year', digits: 5 } });
    expect(await nextOf()).toBe('FW-2026-00001');
    expect((await startRequest(department)).number).toBe('FW-2026-00001');
    expect((await startRequest(department)).number).toBe('FW-2026-00002');
    await change({ 'remote-service': { prefix: 'YC', datePart: 'day', digits: 4 } });
    expect((await startRequest(department)).number).toBe('YC-20261123-0002');
  });

  test('refuses invalid rules, and unknown processes', async () => {
    const rule = { prefix: '坏', datePart: 'day', digits: 4 } as const;
    expect(Object.keys(await wrongFields(change({ 'remote-service': rule })))).toEqual([
      'remote-service.prefix',
    ]);
    expect(await wrongFields(change({ nothing: { ...rule, prefix: 'AB' } }))).toEqual({
      '': '没有流程 nothing。',
    });
  });
});

describe('the price list', () => {
  const item = { code: 'PJ-01', name: '热继电器', kind: 'part', unit: '个', price: 86.5 };
  const change = async (items: unknown[]) =>
    department.as('manager', changePriceList, { data: { items }, revision: await revisionOf('priceList') });

  test('is kept as it was entered', async () => {
    await change([item, { code: 'GS', name: '工时', kind: 'labour', unit: '小时', price: 120 }]);
    const { value } = await selectSettingPage(database.db, 'priceList');
    expect(value?.[0]).toEqual(item);
    expect(value).toHaveLength(2);
  });

  test.each([
    ['a code twice', [item, item], 'items.1.code'],
    ['a third decimal', [{ ...item, price: 1.005 }], 'items.0.price'],
    ['a price below zero', [{ ...item, price: -1 }], 'items.0.price'],
    ['an unknown kind', [{ ...item, kind: 'gift' }], 'items.0.kind'],
    ['no name', [{ ...item, name: undefined }], 'items.0.name'],
  ])('refuses %s', async (_, items, path) => {
    expect(Object.keys(await wrongFields(change(JSON.parse(JSON.stringify(items)))))).toEqual([path]);
  });
});

describe('the mail server', () => {
  const server = {
    host: 'smtp.example.com',
    port: 465,
    security: 'tls',
    user: 'service',
    fromName: '售后服务部',
    fromAddress: 'service@example.com',
  };
  const change = async (data: object, password = '', removePassword = false) =>
    department.as('admin', changeMailServer, {
      data: data as Record<string, unknown>,
      password,
      removePassword,
      revision: await revisionOf('mail'),
    });

  test('keeps its password until another is entered, and never puts it into the history', async () => {
    await change(server, 'geheim-1');
    await change({ ...server, port: 587 });
    expect(await selectMailServer(database.db, department.runtime.secrets)).toEqual({
      ...server,
      port: 587,
      password: 'geheim-1',
    });
    await change({ ...server, port: 587 }, 'geheim-2');
    expect((await selectMailServer(database.db, department.runtime.secrets))?.password).toBe('geheim-2');
    for (const table of ['settings', 'setting_changes'])
      expect(JSON.stringify(await database.db(table).select()), table).not.toContain('geheim');
    const [last] = await changesOf('mail');
    expect([last?.before, last?.after]).toMatchObject([{ password: 'set' }, { password: 'changed' }]);
  });

  test('has its password encrypted by the newest key of a file outside the database; a start encrypts it anew', async () => {
    const { db } = database;
    const stored = async () =>
      JSON.parse((await db('settings').where({ key: 'mail' }).first()).value).password;
    const [old, next] = [testSecretKey, 'b2'.repeat(32)];
    const start = (keys: string[]) =>
      runCommand(
        { ...department.runtime, secrets: createSecretBox(keys) },
        systemActor,
        resealMailPassword,
        undefined,
      );
    const passwordBy = async (...keys: string[]) =>
      (await selectMailServer(db, createSecretBox(keys)))?.password;

    const before = await stored();
    await start([old]);
    expect(await stored()).toBe(before);
    await start([next]);
    expect(await stored()).toBe(before);
    await expect(passwordBy(next)).rejects.toThrow('密钥文件');
    await start([next, old]);
    expect([await passwordBy(next), await passwordBy(next, old)]).toEqual(['geheim-2', 'geheim-2']);
    await expect(passwordBy(old)).rejects.toThrow(WrongSecretKey);
    await start([old, next]);

    const { value } = await db('settings').where({ key: 'mail' }).first();
    const ofBefore = { ...JSON.parse(value), password: 'geheim-2' };
    await db('settings')
      .where({ key: 'mail' })
      .update({ value: JSON.stringify(ofBefore) });
    await start([old]);
    expect([await stored(), await passwordBy(old)]).toEqual([expect.stringMatching(/^sealed:/), 'geheim-2']);
  });

  test('does not send a stored password to another host', async () => {
    expect(await wrongFields(change({ ...server, host: 'evil.example.com' }))).toEqual({
      password: '请填写该用户的密码。',
    });
    expect((await selectMailServer(database.db, department.runtime.secrets))?.host).toBe('smtp.example.com');
  });

  test('removes the password on request, and the server when its address is emptied', async () => {
    await change(server, '', true);
    expect((await selectMailServer(database.db, department.runtime.secrets))?.password).toBe('');
    await change({ security: 'tls', port: 465 });
    expect(await selectMailServer(database.db, department.runtime.secrets)).toBeNull();
  });

  test.each([
    ['a host alone', { host: 'a.example.com', security: 'tls' }, ['port', 'fromAddress']],
    ['a URL', { ...server, host: 'smtp://x' }, ['host']],
    ['a port too high', { ...server, port: 70_000 }, ['port']],
    ['no address', { ...server, fromAddress: 'nobody' }, ['fromAddress']],
  ])('refuses %s', async (_, data, wrong) => {
    expect(Object.keys(await wrongFields(change(data, 'x')))).toEqual(wrong);
  });
});
