import type { Knex } from 'knex';
import { type IncidentRow, parseIncident } from '../../../jobs/store/incidents.js';
import type { JobKind } from '../../../jobs/store/jobs.js';
import type { Actor } from '../../../platform/actor.js';
import { isPermitted, permissions } from '../../../platform/permissions.js';
import { whyNotReadDrafts } from '../model/processDrafts.js';
import { selectAllProcessOwners, selectProcessOwnerIds } from '../store/processOwners.js';

/** An open incident that keeps a ticket from going on, or from being started. */
export interface StoppedTicket extends IncidentRow {
  /** The process version that has the element. */
  definitionId: number;
  /** Null: it could not be started. */
  ticketNumber: string | null;
  ticketVersion: number | null;
  /** Null: a person's command failed. */
  jobKind: JobKind | null;
}

const mostShown = 50;
/** Jobs that a ticket waits for, or begins with; a mail that can't be sent stops none. */
const awaitedKinds: readonly JobKind[] = [
  'fireTimer',
  'runService',
  'deliverMessage',
  'deliverSignal',
  'startBySignal',
  'startByTimer',
];

/** Tickets of a process that are stopped, or that stop others by its diagram, the latest first. */
export async function selectStoppedTickets(db: Knex, processKey: string): Promise<StoppedTicket[]> {
  const rows = await stopped(db)
    .where((either) =>
      either.where('tickets.processKey', processKey).orWhere('process_definitions.key', processKey),
    )
    .orderBy('incidents.id', 'desc')
    .limit(mostShown)
    .select(
      'incidents.*',
      db.raw('coalesce(??, ??) as ??', ['incidents.definitionId', 'tickets.definitionId', 'definitionId']),
      'tickets.number as ticketNumber',
      'own.version as ticketVersion',
      'jobs.kind as jobKind',
    );
  return rows.map(parseIncident);
}

/** How many tickets are stopped, by process. */
export async function countStoppedTickets(db: Knex): Promise<Map<string, number>> {
  const rows: { own: string | null; other: string | null }[] = await stopped(db).select(
    'tickets.processKey as own',
    'process_definitions.key as other',
  );
  const counts = new Map<string, number>();
  for (const { own, other } of rows)
    for (const key of new Set([own, other])) if (key !== null) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}

/** How many tickets are stopped in the processes that the actor may change. */
export async function countStoppedForOwner(db: Knex, actor: Actor): Promise<number> {
  const counts = await countStoppedTickets(db);
  if (counts.size === 0) return 0;
  const owners = await selectAllProcessOwners(db);
  return [...counts].reduce(
    (sum, [key, count]) => sum + (whyNotReadDrafts(actor, owners.get(key) ?? []) === null ? count : 0),
    0,
  );
}

/** Whether the actor may see what stopped tickets of the process: its owners, auditors, administrators. */
export async function maySeeStopped(db: Knex, actor: Actor, processKey: string): Promise<boolean> {
  if (isPermitted(permissions.operate, actor)) return true;
  return whyNotReadDrafts(actor, await selectProcessOwnerIds(db, processKey)) === null;
}

function stopped(db: Knex): Knex.QueryBuilder {
  return db('incidents')
    .leftJoin('tickets', 'tickets.id', 'incidents.ticketId')
    .leftJoin('process_definitions', 'process_definitions.id', 'incidents.definitionId')
    .leftJoin({ own: 'process_definitions' }, 'own.id', 'tickets.definitionId')
    .leftJoin('jobs', 'jobs.id', 'incidents.jobId')
    .whereNull('incidents.resolvedAt')
    .where((awaited) => awaited.whereNull('jobs.id').orWhereIn('jobs.kind', [...awaitedKinds]))
    .where((placed) => placed.whereNotNull('incidents.ticketId').orWhereNotNull('incidents.definitionId'));
}
