import type { Knex } from 'knex';

const batchSize = 500;

/**
 * Events say in columns whether they changed the ticket's data and whether they name a file: the filters of the history ask
 * for these instead of searching the stored JSON for a piece of text. The hashes do not cover these columns.
 */
export async function up(db: Knex): Promise<void> {
  await db.schema.alterTable('audit_events', (table) => {
    table.boolean('changes_data').notNullable().defaultTo(false);
    table.boolean('has_files').notNullable().defaultTo(false);
  });
  for (let last: EventRow | undefined; ; ) {
    const rows = await selectCandidates(db, last);
    for (const { ticketId, seq, data } of rows) {
      const value: unknown = readJson(data);
      const contents = { changesData: changesData(value), hasFiles: hasFile(value) };
      await db('audit_events').where({ ticketId, seq }).update(contents);
    }
    if (rows.length < batchSize) return;
    last = rows.at(-1);
  }
}

export async function down(db: Knex): Promise<void> {
  await db.raw('alter table audit_events drop column changes_data');
  await db.raw('alter table audit_events drop column has_files');
}

interface EventRow {
  ticketId: number;
  seq: number;
  data: string;
}

/** Only events whose text has one of the two words can be concerned; most have neither. */
function selectCandidates(db: Knex, last: EventRow | undefined): Promise<EventRow[]> {
  const query = db('audit_events')
    .where((either) => either.where('data', 'like', '%"changes"%').orWhere('data', 'like', '%"sha256"%'))
    .orderBy(['ticketId', 'seq'])
    .limit(batchSize)
    .select('ticketId', 'seq', 'data');
  if (last) query.whereRaw('(ticket_id, seq) > (?, ?)', [last.ticketId, last.seq]);
  return query as unknown as Promise<EventRow[]>;
}

/** Somebody may have tampered with the text: what can't be read names nothing, and the hash chain shows it. */
function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function changesData(data: unknown): boolean {
  const changes = (data as { changes?: unknown } | null)?.changes;
  return Array.isArray(changes) && changes.length > 0;
}

function hasFile(value: unknown): boolean {
  if (value === null || typeof value !== 'object') return false;
  return typeof (value as { sha256?: unknown }).sha256 === 'string' || Object.values(value).some(hasFile);
}
