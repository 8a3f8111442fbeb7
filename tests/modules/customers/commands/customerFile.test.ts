import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { mergeCustomers } from '../../../../src/modules/customers/commands/mergeCustomers.js';
import { removeRecord } from '../../../../src/modules/customers/commands/removeRecord.js';
import { type SaveRecordInput, saveRecord } from '../../../../src/modules/customers/commands/saveRecord.js';
import { searchCustomers } from '../../../../src/modules/customers/read/customerSearch.js';
import { indexOutdatedCustomers } from '../../../../src/modules/customers/steps/indexCustomer.js';
import {
  type CustomerChangeRow,
  selectCustomerChanges,
} from '../../../../src/modules/customers/store/customerChanges.js';
import { moveTicketsToCustomer } from '../../../../src/modules/tickets/steps/saveTicket.js';
import { InvalidForm, NotAllowed, PossibleDuplicates, StaleRecord } from '../../../../src/platform/errors.js';
import { createDepartment, type Department } from '../../../support/company/department.js';
import { startRequest } from '../../../support/company/remoteService.js';
import { createTestDatabase, type TestDatabase } from '../../../support/databases/database.js';

let database: TestDatabase;
let department: Department;

beforeAll(async () => {
  database = await createTestDatabase();
  department = await createDepartment(database.db);
});
afterAll(() => database.destroy());

const blank = { customerId: null, id: null, revision: 0, confirmed: false };
const save = (login: string, input: Partial<SaveRecordInput> & Pick<SaveRecordInput, 'kind' | 'data'>) =>
  department.as(login, saveRecord, { ...blank, ...input });
const enter = async (name: string, more: object = {}) =>
  (await save('desk', { kind: 'customer', data: { name, ...more }, confirmed: true })).customerId;
const history = (customerId: number): Promise<CustomerChangeRow[]> =>
  selectCustomerChanges(database.db, [customerId], { limit: 50 });
const found = async (text: string) => (await searchCustomers(database.db, text, 10)).map(({ id }) => id);

test('every change is in the history with who, when, before and after, and is found at once', async () => {
  const id = await enter('莱阳梨花食品有限公司', { phone: '0535-7211234' });
  department.clock.advance({ hours: 1 });
  const data = { name: '莱阳梨花果蔬有限公司', phone: '0535-7211234', note: '先预约' };
  await save('clerk', { kind: 'customer', customerId: id, id, revision: 1, data });
  const [changed, entered] = await history(id);
  const clerk = await department.person('clerk');
  expect(entered).toMatchObject({
    action: 'entered',
    source: 'page',
    before: {},
    label: '莱阳梨花食品有限公司',
  });
  expect(changed).toMatchObject({
    kind: 'customer',
    action: 'changed',
    actorId: clerk.id,
    actorName: clerk.name,
    at: department.clock.now().toISOString(),
    before: { name: '莱阳梨花食品有限公司', note: null },
    after: { name: '莱阳梨花果蔬有限公司', note: '先预约' },
  });
  expect(await found('lhgs')).toEqual([id]);
  expect(await found('梨花食品')).toEqual([]);
});

test('saving what is there already writes nothing', async () => {
  const id = await enter('不变的客户');
  await save('desk', { kind: 'customer', customerId: id, id, revision: 1, data: { name: '不变的客户' } });
  expect(await history(id)).toHaveLength(1);
  expect((await database.db('customers').where({ id }).first('revision')).revision).toBe(1);
});

test('saving over a newer revision is refused and nothing is lost', async () => {
  const id = await enter('竞争编辑的客户');
  const edit = (login: string, note: string) =>
    save(login, {
      kind: 'customer',
      customerId: id,
      id,
      revision: 1,
      data: { name: '竞争编辑的客户', note },
    });
  const results = await Promise.allSettled([edit('desk', '一'), edit('clerk', '二')]);
  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  const [refused] = results.filter((result) => result.status === 'rejected');
  expect(refused?.reason).toBeInstanceOf(StaleRecord);
  expect(await history(id)).toHaveLength(2);
});

test.each(['engineer', 'accountant', 'auditor', 'admin'])('%s may not edit', async (login) => {
  const before = await database.db('customers').count({ count: '*' });
  await expect(save(login, { kind: 'customer', data: { name: '不许' } })).rejects.toThrow(NotAllowed);
  expect(await database.db('customers').count({ count: '*' })).toEqual(before);
});

test('wrong fields are refused one by one', async () => {
  const id = await enter('填写错误的客户');
  const errorsOf = async (input: Parameters<typeof save>[1]) => {
    const error = await save('desk', input).catch((reason) => reason);
    expect(error).toBeInstanceOf(InvalidForm);
    return error.errors.map(({ path }: { path: string }) => path);
  };
  expect(await errorsOf({ kind: 'customer', data: { phone: '12', taxNumber: 'x' } })).toEqual(
    expect.arrayContaining(['name', 'phone', 'taxNumber']),
  );
  const dates = { number: 'BY-1', scope: '保养', startsOn: '2026-02-01', endsOn: '2026-01-01' };
  expect(await errorsOf({ kind: 'contract', customerId: id, data: dates })).toEqual(['endsOn']);
  const taken = { ...dates, endsOn: '2026-12-01', number: 'BY-2026-018' };
  expect(await errorsOf({ kind: 'contract', customerId: id, data: taken })).toEqual(['number']);
  const foreign = await database.db('sites').first('id', 'customerId');
  expect(
    await errorsOf({ kind: 'product', customerId: id, data: { name: '泵', siteId: foreign.id } }),
  ).toEqual(['siteId']);
});

test('a removed site leaves its products, its contacts and its history', async () => {
  const id = await enter('有地点的客户');
  await save('desk', { kind: 'site', customerId: id, data: { name: '东厂', address: '东路 1 号' } });
  const site = await database.db('sites').where({ customerId: id }).first();
  await save('desk', { kind: 'product', customerId: id, data: { name: '泵', siteId: site.id } });
  await department.as('desk', removeRecord, { kind: 'site', id: site.id, revision: 1 });
  expect(await database.db('products').where({ customerId: id }).first()).toMatchObject({ siteId: null });
  expect((await history(id))[0]).toMatchObject({
    action: 'removed',
    label: '东厂',
    before: { address: '东路 1 号' },
  });
});

describe('what may be a duplicate is shown before it is saved:', () => {
  const duplicatesOf = async (input: Parameters<typeof save>[1]) => {
    const error = await save('desk', input).catch((reason) => reason);
    expect(error).toBeInstanceOf(PossibleDuplicates);
    return error.found.map(({ customerName, reason }: { customerName: string; reason: string }) => [
      customerName,
      reason,
    ]);
  };

  test.each([
    ['the same phone', { name: '另一家', phone: '053188801234' }, '济南齐鲁化纤有限公司', '电话'],
    [
      'the same phone, typed another way',
      { name: '另一家', phone: '+86（0531）8880-1234 转 2' },
      '济南齐鲁化纤有限公司',
      '电话',
    ],
    [
      'one of two phones',
      { name: '另一家', phone: '0532-12345678/0531 88801234' },
      '济南齐鲁化纤有限公司',
      '电话',
    ],
    ['a contact with the phone', { name: '又一家', phone: '13853100188' }, '济南齐鲁化纤有限公司', '电话'],
    ['a slip in the name', { name: '潍坊鲁冬造纸公司' }, '潍坊鲁东造纸股份有限公司', '名称相近'],
    ['a part of the name', { name: '齐鲁化纤' }, '济南齐鲁化纤有限公司', '名称相近'],
    ['a longer name', { name: '山东济南齐鲁化纤' }, '济南齐鲁化纤有限公司', '名称相近'],
  ])('%s', async (_what, data, name, reason) => {
    const found = await duplicatesOf({ kind: 'customer', data });
    expect(found).toEqual([[name, expect.stringContaining(reason)]]);
  });

  test('the same serial number, and it is saved when confirmed', async () => {
    const customerId = await enter('买二手设备的厂');
    const data = { name: '空压机', serialNumber: 'LG75A-230418' };
    expect(await duplicatesOf({ kind: 'product', customerId, data })).toEqual([
      ['济南齐鲁化纤有限公司', expect.stringContaining('LG75A-230418')],
    ]);
    expect(await database.db('products').where({ customerId })).toHaveLength(0);
    await save('desk', { kind: 'product', customerId, data, confirmed: true });
    expect(await database.db('products').where({ customerId })).toHaveLength(1);
  });
});

describe('a ticket that writes to the customer file', () => {
  test('is named in the history, from its start on', async () => {
    const { id, number } = await startRequest(department);
    const { customerId } = await database.db('tickets').where({ id }).first();
    const changes = await selectCustomerChanges(database.db, [customerId], { limit: 10 });
    expect(
      changes.map(({ kind, action, source, ticketNumber }) => [kind, action, source, ticketNumber]),
    ).toEqual([
      ['product', 'entered', 'ticket', number],
      ['customer', 'entered', 'ticket', number],
    ]);
    expect(await found('tadysn')).toEqual([customerId]);
    expect(await found('TS45-001')).toContain(customerId);
  });
});

describe('a merge', () => {
  test('moves everything, keeps the history and redirects the old customer', async () => {
    const kept = await enter('海信电器', { phone: '0532-80001111' });
    const gone = await enter('海信电器有限公司', { phone: '0532-80002222', address: '青岛市', note: '旧' });
    await save('desk', { kind: 'site', customerId: gone, data: { name: '总部' } });
    await save('desk', { kind: 'contact', customerId: gone, data: { name: '于敏', phone: '13905321234' } });
    const product = { name: '冷机', serialNumber: 'HX-900001' };
    await save('desk', { kind: 'product', customerId: gone, data: product });
    const customer = {
      id: gone,
      name: '海信电器有限公司',
      address: '青岛市',
      phone: '0532-80002222',
      contact: '于敏',
    };
    await startRequest(department, { customer, product: { id: null, name: '新机' } });
    const revision = async (id: number) => (await database.db('customers').where({ id }).first()).revision;

    await department.as('clerk', mergeCustomers, {
      kept: { id: kept, revision: await revision(kept) },
      gone: { id: gone, revision: await revision(gone) },
      takeOver: ['phone'],
      moveTickets: moveTicketsToCustomer,
    });

    const row = await database.db('customers').where({ id: kept }).first();
    expect(row).toMatchObject({ name: '海信电器', phone: '0532-80002222', address: '青岛市', note: '旧' });
    for (const table of ['sites', 'contacts', 'products', 'tickets']) {
      expect(await database.db(table).where({ customerId: gone }), table).toEqual([]);
      expect((await database.db(table).where({ customerId: kept })).length, table).toBeGreaterThan(0);
    }
    expect((await history(kept))[0]).toMatchObject({
      action: 'merged',
      before: { name: '海信电器有限公司' },
      after: { site: 1, contact: 1, product: 2, ticket: 1 },
    });
    expect((await history(gone)).length).toBeGreaterThan(3);
    expect(await found('HX-900001')).toEqual([kept]);
    expect(await found('13905321234')).toEqual([kept]);
    expect(await found('海信电器')).toEqual([kept]);

    const { number } = await startRequest(department, { customer, product: undefined });
    expect(await database.db('tickets').where({ number }).first()).toMatchObject({ customerId: kept });
  });

  test('is refused to others, with itself, and when the page is old', async () => {
    const [one, two] = [await enter('合并甲'), await enter('合并乙')];
    const pair = {
      kept: { id: one, revision: 1 },
      gone: { id: two, revision: 1 },
      takeOver: [],
      moveTickets: moveTicketsToCustomer,
    };
    await expect(department.as('desk', mergeCustomers, pair)).rejects.toThrow(NotAllowed);
    await expect(department.as('clerk', mergeCustomers, { ...pair, gone: pair.kept })).rejects.toThrow(
      InvalidForm,
    );
    const old = { ...pair, gone: { id: two, revision: 7 } };
    await expect(department.as('clerk', mergeCustomers, old)).rejects.toThrow(StaleRecord);
  });
});

test('customers without search terms get them at the start', async () => {
  const [row] = await database
    .db('customers')
    .insert({ name: '旧库里的客户', searchText: '', createdAt: '2026-01-01T00:00:00.000Z' })
    .returning('id');
  expect(await found('旧库')).toEqual([]);
  expect(await indexOutdatedCustomers(database.db)).toBe(1);
  expect(await indexOutdatedCustomers(database.db)).toBe(0);
  expect(await found('jiuku')).toEqual([row.id]);
});
