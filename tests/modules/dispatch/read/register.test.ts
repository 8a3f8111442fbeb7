import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { mergeCustomers } from '../../../../src/modules/customers/commands/mergeCustomers.js';
import {
  countLate,
  countRegister,
  type RegisterFilter,
  type RegisterView,
  readRegister,
  selectRegister,
  selectRegisterEngineers,
} from '../../../../src/modules/dispatch/read/register.js';
import { cancelTicket } from '../../../../src/modules/tickets/commands/cancelTicket.js';
import { moveTicketsToCustomer } from '../../../../src/modules/tickets/steps/saveTicket.js';
import { down, up } from '../../../../src/platform/db/migrations/009_register.js';
import {
  up as exportsAgain,
  down as exportsBack,
} from '../../../../src/platform/db/migrations/020_exports.js';
import {
  up as criteriaAgain,
  down as criteriaBack,
} from '../../../../src/platform/db/migrations/023_export_criteria.js';
import { createDepartment, type Department } from '../../../support/company/department.js';
import {
  arrange,
  confirmation,
  feedback,
  guidance,
  perform,
  startRequest,
} from '../../../support/company/remoteService.js';
import { createTestDatabase, type TestDatabase } from '../../../support/databases/database.js';

let database: TestDatabase;
let department: Department;
const numbers: Record<string, string> = {};

/** Midnight before the Monday on which the department begins, in Shanghai. */
const monday = '2026-11-22T16:00:00.000Z';
const tuesday = '2026-11-23T16:00:00.000Z';

const customerNamed = (name: string) => ({ id: null, name, phone: '0531-5550000', contact: '钱进' });

beforeAll(async () => {
  database = await createTestDatabase();
  department = await createDepartment(database.db);
  const start = async (name: string, receivedAt: string, overrides: Record<string, unknown> = {}) => {
    const { id, number } = await startRequest(department, { receivedAt, ...overrides });
    numbers[name] = number;
    return id;
  };
  await start('late', '2026-11-22T02:00:00.000Z', { customer: customerNamed('莱芜钢城铸造厂') });
  const ended = await start('ended', '2026-11-22T03:00:00.000Z');
  const working = await start('working', '2026-11-23T01:00:00.000Z', {
    siteSituation: '设备在三楼机房',
    wishes: '尽快',
  });
  const cancelled = await start('cancelled', '2026-11-23T02:00:00.000Z');
  await start('waiting', '2026-11-23T01:30:00.000Z', { category: 'D', categoryReason: '内部设备' });
  await arrange(department, working);
  department.clock.advance({ hours: 1 });
  await arrange(department, ended, 'engineer2');
  await perform(department, ended, 'remoteGuidance', 'engineer2', guidance('solved'));
  await perform(department, ended, 'feedback', 'engineer2', feedback);
  await perform(department, ended, 'confirmWithCustomer', 'desk', confirmation(true));
  const input = { number: numbers.cancelled as string, reason: '客户撤回', children: 'cancel' as const };
  await department.as('manager', cancelTicket, input);
  expect(await database.db('tickets').where({ id: cancelled }).first('status')).toEqual({
    status: 'cancelled',
  });
});
afterAll(() => database.destroy());

const page = (filter: RegisterFilter = {}, view: Partial<RegisterView> = {}) =>
  selectRegister(database.db, filter, { order: 'oldest', lateFirst: false, today: monday, ...view });

const namesOf = (entries: { number: string }[]) =>
  entries.map(({ number }) => Object.keys(numbers).find((name) => numbers[name] === number));

const names = async (filter?: RegisterFilter, view?: Partial<RegisterView>) =>
  namesOf((await page(filter, view)).entries);

describe('the register', () => {
  test('has every request in the order it came, or the newest first', async () => {
    const order = ['late', 'ended', 'working', 'waiting', 'cancelled'];
    expect(await names()).toEqual(order);
    expect(await names({}, { order: 'newest' })).toEqual(order.reverse());
  });

  test('has the data of the service desk and the clerk’s dispatch', async () => {
    const { entries } = await page({ state: 'working' });
    const engineer = await department.person('engineer');
    expect(entries).toEqual([
      {
        ticketId: expect.any(Number),
        number: numbers.working,
        receivedAt: '2026-11-23T01:00:00.000Z',
        channel: 'phone',
        customerId: expect.any(Number),
        customerName: '泰安岱岳水泥有限公司',
        address: '泰安市岱岳区 1 号',
        phone: '0538-6123456',
        contact: '赵敏',
        productName: '提升机控制柜',
        productModel: 'TS-45',
        serialNumber: 'TS45-001',
        purchasedOn: '2024-05-01',
        symptom: '开机约十分钟后停机，面板显示 E03',
        siteSituation: '设备在三楼机房',
        wishes: '尽快',
        category: 'A',
        state: 'working',
        engineerId: engineer.id,
        engineerName: engineer.name,
        dispatchedAt: '2026-11-23T01:00:00.000Z',
      },
    ]);
  });

  test('keeps the moment of the dispatch while the work goes on', async () => {
    const { entries } = await page({ state: 'ended' });
    expect(entries.map((entry) => [entry.dispatchedAt, entry.engineerName])).toEqual([
      ['2026-11-23T02:00:00.000Z', (await department.person('engineer2')).name],
    ]);
  });

  test.each<[string, RegisterFilter, string[]]>([
    ['day', { from: monday, before: tuesday }, ['working', 'waiting', 'cancelled']],
    ['moment that is not included', { before: '2026-11-22T03:00:00.000Z' }, ['late']],
    ['state', { state: 'waiting' }, ['late', 'waiting']],
    ['cancelled', { state: 'cancelled' }, ['cancelled']],
    ['category', { category: 'D' }, ['waiting']],
    ['customer', { customer: '莱芜' }, ['late']],
    ['pinyin of the customer', { customer: 'lwgc' }, ['late']],
    ['all together', { from: monday, state: 'waiting', category: 'D', customer: '泰安' }, ['waiting']],
    ['nobody', { customer: '没有这家' }, []],
  ])('is filtered by %s', async (_, filter, expected) => {
    expect(await names(filter)).toEqual(expected);
    expect(await countRegister(database.db, filter)).toBe(expected.length);
  });

  test('is filtered by engineer, and offers those who ever had a request', async () => {
    const { id, name } = await department.person('engineer');
    expect(await names({ engineerId: id })).toEqual(['working']);
    const engineers = await selectRegisterEngineers(database.db);
    expect(engineers).toContainEqual({ id, name });
    expect(engineers).toHaveLength(2);
  });

  test('puts what was not dispatched on the day it came first for the dispatcher (R4)', async () => {
    expect(await names({}, { lateFirst: true, order: 'newest' })).toEqual([
      'late',
      'cancelled',
      'waiting',
      'working',
      'ended',
    ]);
    expect(await countLate(database.db, monday)).toBe(1);
    expect(await countLate(database.db, tuesday)).toBe(2);
  });
});

describe('a long register', () => {
  const copies = 130;

  beforeAll(async () => {
    const source = await database.db('tickets').where({ number: numbers.working }).first();
    const entry = await database.db('register_entries').where({ ticketId: source.id }).first();
    const { id: _, requestKey: __, ...ticket } = source;
    for (let index = 0; index < copies; index += 1) {
      const isLate = index % 2 === 0;
      const copy = { ...ticket, number: `T-${index}`, requestKey: null };
      const [{ id }] = await database.db('tickets').insert(copy).returning('id');
      const change = isLate
        ? { state: 'waiting', receivedAt: '2026-11-20T01:00:00.000Z' }
        : { state: 'working', receivedAt: '2026-11-21T01:00:00.000Z' };
      await database.db('register_entries').insert({ ...entry, ...change, ticketId: id });
    }
  });

  test.each([
    ['oldest', false],
    ['newest', false],
    ['oldest', true],
    ['newest', true],
  ] as const)(
    'is read page by page without a gap or a repeat: %s, late first %s',
    async (order, lateFirst) => {
      const seen: string[] = [];
      let after: string | undefined;
      do {
        const { entries, next } = await page({}, { order, lateFirst, after });
        seen.push(...entries.map(({ number }) => number));
        after = next ?? undefined;
      } while (after);
      expect(seen).toHaveLength(copies + 5);
      expect(new Set(seen).size).toBe(copies + 5);
      if (lateFirst)
        expect(seen.slice(0, 66).filter((number) => /^T-\d*[02468]$/.test(number))).toHaveLength(65);
    },
  );

  test('is read to its end in batches, the oldest first', async () => {
    const received: string[] = [];
    for await (const entries of readRegister(database.db, {}))
      received.push(...entries.map((e) => e.receivedAt));
    expect(received).toHaveLength(copies + 5);
    expect(received).toEqual([...received].sort());
  });
});

test('follows a merged customer, and keeps the customer’s name as it was recorded', async () => {
  const find = (name: string) => database.db('customers').where({ name }).first('id', 'revision');
  const [kept, gone] = [await find('济南齐鲁化纤有限公司'), await find('莱芜钢城铸造厂')];
  await department.as('clerk', mergeCustomers, {
    kept,
    gone,
    takeOver: [],
    moveTickets: moveTicketsToCustomer,
  });
  const { entries } = await page({ customer: '齐鲁' });
  expect(entries.map(({ number, customerName }) => [number, customerName])).toEqual([
    [numbers.late, '莱芜钢城铸造厂'],
  ]);
});

test('the migration enters the existing tickets', async () => {
  const read = () =>
    database
      .db('register_entries')
      .whereRaw("ticket_id in (select id from tickets where number not like 'T-%')")
      .orderBy('ticketId');
  const kept = await read();
  await database.db('tickets').where('number', 'like', 'T-%').update({ parentId: kept[0].ticketId });
  await criteriaBack(database.db);
  await exportsBack(database.db);
  await down(database.db);
  await up(database.db);
  await exportsAgain(database.db);
  await criteriaAgain(database.db);
  expect(await read()).toEqual(kept);
  expect(await countRegister(database.db, {})).toBe(5);
});
