import type { Knex } from 'knex';
import { NotFound } from '../../../platform/errors.js';

/** @throws {NotFound} */
export async function selectTicketId(db: Knex, number: string): Promise<number> {
  const row = await db('tickets').where({ number }).first('id');
  if (!row) throw new NotFound('工单');
  return row.id;
}
