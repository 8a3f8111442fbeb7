import type { Knex } from 'knex';

/** A problem that the system can't solve by itself: a person decides. */
export interface IncidentRow {
  id: number;
  ticketId: number | null;
  jobId: number | null;
  elementId: string | null;
  message: string;
  occurredAt: string;
  resolvedAt: string | null;
  resolvedBy: number | null;
  resolution: string | null;
}

export async function insertIncident(
  db: Knex,
  incident: Pick<IncidentRow, 'ticketId' | 'jobId' | 'elementId' | 'message' | 'occurredAt'>,
): Promise<number> {
  const [row] = await db('incidents').insert(incident).returning('id');
  return row.id;
}

/** Open incident of the same ticket at the same element with the same message, so that a repeat is not recorded twice. */
export async function selectOptionalOpenIncident(
  db: Knex,
  ticketId: number,
  elementId: string | null,
  message: string,
): Promise<IncidentRow | undefined> {
  return db('incidents').where({ ticketId, elementId, message, resolvedAt: null }).first();
}

export async function resolveIncidentsOfJob(
  db: Knex,
  jobId: number,
  decision: Pick<IncidentRow, 'resolvedAt' | 'resolvedBy' | 'resolution'>,
): Promise<void> {
  await db('incidents').where({ jobId, resolvedAt: null }).update(decision);
}
