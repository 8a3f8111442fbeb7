import type { Knex } from 'knex';
import { NotFound, StaleRecord } from '../../../platform/errors.js';

/** The columns of every record in the customer file. */
export interface RecordRow {
  id: number;
  customerId: number;
  /** Grows with each change; a write with an old one is refused. */
  revision: number;
  createdAt: string;
}

/** The statements that all tables of the customer file share. */
export interface RecordTable<Row extends RecordRow> {
  /** @throws {NotFound} */
  select(db: Knex, id: number): Promise<Row>;
  /** Records of a customer, in the order of entry; at most `limit`. */
  selectOf(db: Knex, customerId: number, limit: number): Promise<Row[]>;
  insert(db: Knex, row: Omit<Row, 'id' | 'revision'>): Promise<number>;
  /** Writes the fields given and raises the revision. @throws {StaleRecord} when the row was written since it was read */
  update(db: Knex, row: Pick<Row, 'id' | 'revision'>, change: Partial<Row>): Promise<void>;
  remove(db: Knex, row: Pick<Row, 'id' | 'revision'>): Promise<void>;
  /** Moves the records of one customer to another and returns their number. */
  move(db: Knex, from: number, to: number): Promise<number>;
}

/** @param what the Chinese word for one record, for messages */
export function recordTable<Row extends RecordRow>(table: string, what: string): RecordTable<Row> {
  return {
    async select(db, id) {
      const row = await db(table).where({ id }).first();
      if (!row) throw new NotFound(what);
      return row;
    },
    selectOf: (db, customerId, limit) => db(table).where({ customerId }).orderBy('id').limit(limit),
    async insert(db, row) {
      const [inserted] = await db(table).insert(row).returning('id');
      return inserted.id;
    },
    async update(db, { id, revision }, change) {
      const written = await db(table)
        .where({ id, revision })
        .update({ ...change, revision: revision + 1 });
      if (written !== 1) throw new StaleRecord(what);
    },
    async remove(db, { id, revision }) {
      const removed = await db(table).where({ id, revision }).delete();
      if (removed !== 1) throw new StaleRecord(what);
    },
    move: (db, from, to) => db(table).where({ customerId: from }).update({ customerId: to }),
  };
}
