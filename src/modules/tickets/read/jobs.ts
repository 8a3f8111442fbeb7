import type { Knex } from 'knex';
import { type IncidentRow, parseIncident } from '../../../jobs/store/incidents.js';
import type { JobKind, JobStatus } from '../../../jobs/store/jobs.js';

export interface JobListItem {
  id: number;
  kind: JobKind;
  status: JobStatus;
  ticketNumber: string | null;
  runAt: string;
  attempts: number;
  maxAttempts: number;
  lastError: string | null;
}

export interface IncidentListItem extends IncidentRow {
  ticketNumber: string | null;
  definitionId: number | null;
  processName: string | null;
  jobKind: JobKind | null;
  attempts: number | null;
  maxAttempts: number | null;
  resolverName: string | null;
}

/** Ready and leased jobs by due time, at most 200; failed ones are incidents. */
export async function selectUnfinishedJobs(db: Knex): Promise<JobListItem[]> {
  return db('jobs')
    .leftJoin('tickets', 'tickets.id', 'jobs.ticketId')
    .whereIn('jobs.status', ['ready', 'leased'])
    .orderBy(['jobs.runAt', 'jobs.id'])
    .limit(200)
    .select(
      'jobs.id',
      'jobs.kind',
      'jobs.status',
      'jobs.runAt',
      'jobs.attempts',
      'jobs.maxAttempts',
      'jobs.lastError',
      'tickets.number as ticketNumber',
    );
}

/** Incidents that wait for a decision, newest first; at most 200. */
export async function selectOpenIncidents(db: Knex): Promise<IncidentListItem[]> {
  const rows = await incidents(db)
    .whereNull('incidents.resolvedAt')
    .orderBy('incidents.id', 'desc')
    .limit(200);
  return rows.map(parseIncident);
}

/** Incidents resolved since then, the latest first; at most 100. */
export async function selectResolvedIncidents(db: Knex, since: Date): Promise<IncidentListItem[]> {
  const rows = await incidents(db)
    .where('incidents.resolvedAt', '>=', since.toISOString())
    .orderBy([
      { column: 'incidents.resolvedAt', order: 'desc' },
      { column: 'incidents.id', order: 'desc' },
    ])
    .limit(100);
  return rows.map(parseIncident);
}

function incidents(db: Knex): Knex.QueryBuilder {
  return db('incidents')
    .leftJoin('tickets', 'tickets.id', 'incidents.ticketId')
    .leftJoin(
      'process_definitions',
      'process_definitions.id',
      db.raw('coalesce(??, ??)', ['incidents.definitionId', 'tickets.definitionId']),
    )
    .leftJoin('jobs', 'jobs.id', 'incidents.jobId')
    .leftJoin('persons', 'persons.id', 'incidents.resolvedBy')
    .select(
      'incidents.*',
      'tickets.number as ticketNumber',
      'process_definitions.id as definitionId',
      'process_definitions.name as processName',
      'jobs.kind as jobKind',
      'jobs.attempts',
      'jobs.maxAttempts',
      'persons.name as resolverName',
    );
}
