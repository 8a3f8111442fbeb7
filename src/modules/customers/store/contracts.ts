import type { Knex } from 'knex';
import { type RecordRow, recordTable } from './recordTable.js';

export interface ContractRow extends RecordRow {
  number: string;
  scope: string;
  /** YYYY-MM-DD, both days included. */
  startsOn: string;
  endsOn: string;
  priceCents: number | null;
}

export const contracts = recordTable<ContractRow>('contracts', '合同');
/** Contracts that end within these days (YYYY-MM-DD), the first to end first, with the customer's name. */
export async function selectContractsEnding(
  db: Knex,
  from: string,
  until: string,
): Promise<(ContractRow & { customerName: string })[]> {
  return db('contracts')
    .join('customers', 'customers.id', 'contracts.customerId')
    .whereBetween('endsOn', [from, until])
    .orderBy('endsOn')
    .limit(100)
    .select('contracts.*', 'customers.name as customerName');
}

/** Maintenance contracts of a customer that run on the given day (YYYY-MM-DD), the longest-running first. */
export async function selectContractsOn(db: Knex, customerId: number, day: string): Promise<ContractRow[]> {
  return db('contracts')
    .where({ customerId })
    .where('startsOn', '<=', day)
    .where('endsOn', '>=', day)
    .orderBy('endsOn', 'desc');
}

export async function selectOptionalContractByNumber(
  db: Knex,
  number: string,
): Promise<ContractRow | undefined> {
  return db('contracts').where({ number }).first();
}
