import type { Knex } from 'knex';
import { NotFound } from '../../../platform/errors.js';
import { type AuditCheckRow, parseAuditCheck } from '../store/auditChecks.js';

export interface ListedAuditCheck extends AuditCheckRow {
  personName: string;
}

const maxListed = 10;

/** The latest checks of everything on record, newest first. */
export async function selectAuditChecks(db: Knex): Promise<ListedAuditCheck[]> {
  return (await checks(db).orderBy('audit_checks.id', 'desc').limit(maxListed)).map(parseAuditCheck);
}

/** @throws {NotFound} */
export async function selectAuditCheck(db: Knex, id: number): Promise<ListedAuditCheck> {
  const [row] = await checks(db).where('audit_checks.id', id);
  if (!row) throw new NotFound('该次核对');
  return parseAuditCheck(row);
}

function checks(db: Knex): Knex.QueryBuilder {
  return db('audit_checks')
    .join('persons', 'persons.id', 'audit_checks.requestedBy')
    .select('audit_checks.*', 'persons.name as personName');
}
