import type { Knex } from 'knex';
import {
  customerSearchText,
  customerTerms,
  productTerms,
  searchTermsVersion,
} from '../../src/modules/customers/model/searchTerms.js';
import { coreName } from '../../src/modules/customers/model/similarNames.js';
import { type Random, seededRandom } from '../bpmn/support/random.js';

const places =
  '济南 青岛 潍坊 烟台 淄博 临沂 泰安 德州 聊城 滨州 菏泽 枣庄 东营 威海 日照 莱芜 杭州 宁波 苏州 无锡'.split(
    ' ',
  );
const words =
  '鲁东 齐鲁 海丰 华光 金锣 新程 港联 宏远 天成 瑞祥 恒通 中泰 盛达 安邦 永兴 长江 泰山 黄河 东方 远大'.split(
    ' ',
  );
const characters = [...'德福祥瑞恒昌盛达康宁永兴泰华新光明远诚信和平安顺利丰源茂林海江山川云飞龙凤鑫鼎铭辉'];
const trades =
  '化纤 造纸 机械 食品 物流 陶瓷 纺织 水泥 电力 制药 钢铁 橡胶 电子 塑料 冶金 矿业 包装 印染'.split(' ');
const legalForms = '有限公司 股份有限公司 集团有限公司 厂 有限责任公司'.split(' ');
const people = [...'王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗'];
const models = 'LG75A LD100 DZ600 BPK160 DC590 MQ40 WK32 ZL200'.split(' ');

export interface SampleCustomer {
  name: string;
  phone: string;
  serialNumbers: string[];
}

const atOnce = 2000;

/**
 * Fills an empty customer file with so many customers, each with a contact and three products with serial numbers, and with
 * their search terms as the commands make them. Returns some of them to be looked for.
 */
export async function fillCustomerFile(db: Knex, customers: number): Promise<SampleCustomer[]> {
  const random = seededRandom(20261123);
  const samples: SampleCustomer[] = [];
  for (let first = 1; first <= customers; first += atOnce) {
    const ids = Array.from({ length: Math.min(atOnce, customers - first + 1) }, (_, index) => first + index);
    const made = ids.map((id) => makeCustomer(id, random));
    await db.transaction(async (tx) => {
      await insertRows(
        tx,
        'customers',
        made.map(({ row }) => row),
      );
      await insertRows(
        tx,
        'products',
        made.flatMap(({ products }) => products),
      );
      await insertRows(
        tx,
        'search_terms',
        made.flatMap(({ terms }) => terms),
      );
    });
    samples.push(...made.slice(0, 20).map(({ sample }) => sample));
  }
  await db.raw('analyze');
  if (db.client.config.client !== 'pg') await db.raw('pragma wal_checkpoint(truncate)');
  return samples;
}

function makeCustomer(id: number, random: Random) {
  const own = Array.from({ length: 1 + random.below(2) }, () => random.pick(characters)).join('');
  const name = random.pick(places) + random.pick(words) + own + random.pick(trades) + random.pick(legalForms);
  const phone = `05${30 + random.below(10)}-${10_000_000 + random.below(89_999_999)}`;
  const contact = random.pick(people) + random.pick(characters) + random.pick(characters);
  const created_at = '2026-11-23T01:00:00.000Z';
  const search = { search_text: customerSearchText({ name, phone, contact }), name_key: coreName(name) };
  const row = { id, name, phone, contact, ...search, terms_version: searchTermsVersion, created_at };
  const products = [0, 1, 2].map((index) => ({
    id: id * 3 + index,
    customer_id: id,
    name: '设备',
    serial_number: `${random.pick(models)}-${String(random.below(1_000_000)).padStart(6, '0')}`,
    created_at,
  }));
  const mobile = `13${String(random.below(1_000_000_000)).padStart(9, '0')}`;
  const own_terms = customerTerms({ name, phone, contact }, [{ name: contact, phone: mobile }]);
  const terms = [
    ...own_terms.map((term) => ({ term, customer_id: id, product_id: 0 })),
    ...products.flatMap((product) =>
      productTerms({ serialNumber: product.serial_number }).map((term) => ({
        term,
        customer_id: id,
        product_id: product.id,
      })),
    ),
  ];
  const sample = { name, phone, serialNumbers: products.map((product) => product.serial_number) };
  return { row, products, terms, sample };
}

/** Hands many rows over as one JSON text: inserting them one by one would take an hour. */
async function insertRows(tx: Knex, table: string, rows: readonly Record<string, unknown>[]): Promise<void> {
  const columns = Object.keys(rows[0] ?? {});
  const numeric = (column: string) => typeof rows[0]?.[column] === 'number';
  const isPostgres = tx.client.config.client === 'pg';
  const read = (column: string) =>
    isPostgres
      ? `(value->>'${column}')${numeric(column) ? '::integer' : ''}`
      : `json_extract(value, '$.${column}')`;
  const source = isPostgres ? 'json_array_elements(cast(? as json)) as value' : 'json_each(?)';
  for (let start = 0; start < rows.length; start += 20_000) {
    await tx.raw(
      `insert into ${table} (${columns.join(', ')}) select ${columns.map(read).join(', ')} from ${source}`,
      [JSON.stringify(rows.slice(start, start + 20_000))],
    );
  }
}
