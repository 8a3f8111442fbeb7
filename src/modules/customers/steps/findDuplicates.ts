import type { Knex } from 'knex';
import type { PossibleDuplicates } from '../../../platform/errors.js';
import { phoneKeys } from '../../../platform/phoneNumbers.js';
import type { RecordKind } from '../model/recordForms.js';
import { areSimilar, coreName, nameFragments, nameHalves } from '../model/similarNames.js';
import { selectContactsOfAll } from '../store/contacts.js';
import type { Facts } from '../store/customerChanges.js';
import { type CustomerRow, selectCustomers, selectCustomersByNameKeys } from '../store/customers.js';
import { selectProductsBySerial } from '../store/products.js';
import { selectTermMatches } from '../store/searchTerms.js';

type Duplicate = PossibleDuplicates['found'][number];

const maxCandidates = 300;
const maxShown = 10;

/**
 * Possible duplicates of a record that is entered or changed: customers with a very similar name or the same phone, or
 * products with the same serial number.
 * @param self the record itself when it is changed
 */
export async function findDuplicates(
  db: Knex,
  kind: RecordKind,
  facts: Facts,
  self: { id: number; customerId: number } | null,
): Promise<Duplicate[]> {
  const found = [
    ...(kind === 'customer' ? await similarNames(db, String(facts.name)) : []),
    ...(kind === 'customer' || kind === 'contact' ? await samePhone(db, String(facts.phone ?? '')) : []),
    ...(kind === 'product' ? await sameSerial(db, String(facts.serialNumber ?? ''), self?.id) : []),
  ];
  const others =
    kind === 'product' ? found : found.filter(({ customerId }) => customerId !== self?.customerId);
  const seen = new Map(others.map((one) => [`${one.customerId} ${one.reason}`, one]));
  return [...seen.values()].slice(0, maxShown);
}

async function similarNames(db: Knex, name: string): Promise<Duplicate[]> {
  const core = coreName(name);
  if (core === '') return [];
  const candidates = new Map<number, CustomerRow>();
  for (const row of await selectCustomersByNameKeys(db, nameFragments(name))) candidates.set(row.id, row);
  const ids = new Set<number>();
  for (const part of [core.slice(0, 48), ...nameHalves(name)]) {
    for (const id of await selectTermMatches(db, part, maxCandidates)) ids.add(id);
  }
  for (const row of await selectCustomers(db, [...ids])) candidates.set(row.id, row);
  return [...candidates.values()]
    .filter((candidate) => areSimilar(candidate.name, name))
    .map((candidate) => ({
      customerId: candidate.id,
      customerName: candidate.name,
      reason: candidate.name === name ? '名称相同' : '名称相近',
    }));
}

async function samePhone(db: Knex, phone: string): Promise<Duplicate[]> {
  const keys = phoneKeys(phone).filter((key) => key.length >= 7);
  const ids = new Set<number>();
  for (const key of keys) for (const id of await selectTermMatches(db, key, maxCandidates)) ids.add(id);
  const customers = await selectCustomers(db, [...ids]);
  const people = await selectContactsOfAll(db, [...ids]);
  const isSame = (other: string | null) => phoneKeys(other).some((key) => keys.includes(key));
  return customers
    .filter(
      ({ id, phone: own }) =>
        isSame(own) || people.some((person) => person.customerId === id && isSame(person.phone)),
    )
    .map(({ id, name }) => ({ customerId: id, customerName: name, reason: `电话 ${phone} 相同` }));
}

async function sameSerial(db: Knex, serialNumber: string, self?: number): Promise<Duplicate[]> {
  if (serialNumber === '') return [];
  const same = (await selectProductsBySerial(db, serialNumber)).filter(({ id }) => id !== self);
  const owners = await selectCustomers(db, [...new Set(same.map(({ customerId }) => customerId))]);
  return same.map((product) => ({
    customerId: product.customerId,
    customerName: owners.find(({ id }) => id === product.customerId)?.name ?? '',
    reason: `序列号 ${serialNumber} 相同（${product.name}）`,
  }));
}
