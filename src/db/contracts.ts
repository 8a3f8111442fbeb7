import type { Knex } from 'knex';

export interface ContractRow {
  id: number;
  customerId: number;
  number: string;
  scope: string;
  /** YYYY-MM-DD, both days included. */
  startsOn: string;
  endsOn: string;
  priceCents: number | null;
}

/** Maintenance contracts of a customer that run on the given day (YYYY-MM-DD), the longest-running first. */
export async function selectContractsOn(db: Knex, customerId: number, day: string): Promise<ContractRow[]> {
  return db('contracts')
    .where({ customerId })
    .where('startsOn', '<=', day)
    .where('endsOn', '>=', day)
    .orderBy('endsOn', 'desc');
}

export async function insertContract(db: Knex, contract: Omit<ContractRow, 'id'>): Promise<number> {
  const [row] = await db('contracts').insert(contract).returning('id');
  return row.id;
}
