import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { searchCustomers } from '../../../../src/modules/customers/read/customerSearch.js';
import { factsOfRow } from '../../../../src/modules/customers/steps/customerRecords.js';
import { enterCustomer, enterRecord } from '../../../../src/modules/customers/steps/writeRecord.js';
import { systemActor } from '../../../../src/platform/actor.js';
import { createTestDatabase, type TestDatabase } from '../../../support/databases/database.js';

const origin = { source: 'system', ticketId: null } as const;
const now = new Date('2026-11-23T01:00:00.000Z');
let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase('empty');
  await database.db.transaction(async (tx) => {
    const writing = { tx, actor: systemActor, now };
    const enter = (customer: object) => enterCustomer(writing, factsOfRow('customer', customer), origin);
    const qilu = await enter({
      name: '济南齐鲁化纤（集团）有限公司',
      phone: '0531-88801234',
      contact: '刘建国',
    });
    await enterRecord(
      writing,
      'product',
      qilu,
      factsOfRow('product', { name: '空压机', serialNumber: 'LG75A-230418' }),
      origin,
    );
    await enterRecord(
      writing,
      'contact',
      qilu,
      factsOfRow('contact', { name: '马晓燕', phone: '13853100188' }),
      origin,
    );
    await enter({ name: '绿源ABC食品厂', phone: '0532-87712345' });
    await enter({ name: '青岛绿源有限公司' });
    for (let index = 0; index < 30; index += 1) await enter({ name: `批量${index}号有限公司` });
    const many = await enter({ name: '产品很多的厂' });
    for (let index = 0; index < 260; index += 1) {
      const product = factsOfRow('product', {
        name: '机组',
        serialNumber: `LG75A-77${String(index).padStart(4, '0')}`,
      });
      await enterRecord(writing, 'product', many, product, origin);
    }
  });
});
afterAll(() => database.destroy());

const names = async (text: string, limit = 10) =>
  (await searchCustomers(database.db, text, limit)).map(({ name }) => name);

const qilu = '济南齐鲁化纤（集团）有限公司';

describe('finds a customer by', () => {
  test.each([
    ['the whole name', '济南齐鲁化纤（集团）有限公司'],
    ['the name with other marks', '济南齐鲁化纤(集团)有限'],
    ['any part of the name', '鲁化'],
    ['one character', '纤'],
    ['pinyin initials', 'jnql'],
    ['initials from the middle on', 'QLHX'],
    ['full pinyin', 'qiluhuaxian'],
    ['a part of the phone', '8880123'],
    ['the phone with marks', '0531-8880'],
    ['the phone with +86 and brackets', '+86 (0531) 8880 1234'],
    ['the phone in full-width signs', '（０５３１）８８８０１２３４'],
    ['an extension of it', '0531-88801234转801'],
    ['the serial number', 'LG75A-230418'],
    ['a part of the serial number, small and without marks', 'a2304'],
    ['the main contact', '刘建国'],
    ['another contact by pinyin', 'mxy'],
    ['a mobile of a contact', '13853100188'],
    ['full-width letters and digits', '８８８０１２３４'],
    ['several words in any order', '化纤  济南'],
    ['name and serial number together', 'qilu 230418'],
  ])('%s', async (_what, text) => {
    expect(await names(text)).toEqual([qilu]);
  });
});

test('ü is typed as v', async () => {
  expect(await names('lvyuan')).toEqual(['绿源ABC食品厂', '青岛绿源有限公司']);
});

test('names that start with the text come first', async () => {
  expect(await names('绿源')).toEqual(['绿源ABC食品厂', '青岛绿源有限公司']);
});

test.each(['%', '_', '\\', '  ', '', "'; drop table customers", '济南 青岛', '\u{10FFFF}', '7'.repeat(100)])(
  'finds nothing for %j',
  async (text) => {
    expect(await names(text)).toEqual([]);
  },
);

test('one customer with hundreds of matching products does not crowd out the others', async () => {
  expect((await names('lg75a')).sort()).toEqual([qilu, '产品很多的厂'].sort());
  expect(await names('lg75a 齐鲁')).toEqual([qilu]);
});

test('gives no more than asked for', async () => {
  expect(await names('有限公司', 7)).toHaveLength(7);
  expect(await names('批量 有限公司', 30)).toHaveLength(30);
});
