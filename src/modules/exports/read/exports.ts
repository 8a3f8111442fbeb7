import type { Knex } from 'knex';
import { type ExportRow, parseExport } from '../store/exports.js';

export interface ListedExport extends ExportRow {
  personName: string;
}

const pageSize = 50;

/**
 * One page of exports, newest first, of one person or (null) of everybody; `next` is the `before` of the following page.
 */
export async function selectExportPage(
  db: Knex,
  { requestedBy, before }: { requestedBy: number | null; before?: number },
): Promise<{ exports: ListedExport[]; next: number | null }> {
  const query = db('exports')
    .join('persons', 'persons.id', 'exports.requestedBy')
    .orderBy('exports.id', 'desc')
    .limit(pageSize + 1)
    .select('exports.*', 'persons.name as personName');
  if (requestedBy !== null) query.where('exports.requestedBy', requestedBy);
  if (before !== undefined) query.where('exports.id', '<', before);
  const rows = (await query).map(parseExport) as ListedExport[];
  const exports = rows.slice(0, pageSize);
  return { exports, next: rows.length > pageSize ? (exports.at(-1)?.id ?? null) : null };
}

/** An export of the person's own. @throws {NotFound} */
export { selectOwnExport } from '../store/exports.js';
