import type { Knex } from 'knex';
import type { MetExpression } from '../../platform/errors.js';

/** A problem that the system can't solve by itself: a person decides. */
export interface IncidentRow {
  id: number;
  ticketId: number | null;
  jobId: number | null;
  /** The process version that has the element; null: that of the ticket. */
  definitionId: number | null;
  elementId: string | null;
  /** The wait that can't end; null: none. */
  executionId: string | null;
  message: string;
  /** Expressions at which the ticket stopped, with what they saw. */
  met: MetExpression[];
  occurredAt: string;
  resolvedAt: string | null;
  resolvedBy: number | null;
  resolution: string | null;
}

export type NewIncident = Omit<IncidentRow, 'id' | 'resolvedAt' | 'resolvedBy' | 'resolution'>;
export type Resolution = Pick<IncidentRow, 'resolvedAt' | 'resolvedBy' | 'resolution'>;

export const parseIncident = <Row extends { met: unknown }>(row: Row): Row & Pick<IncidentRow, 'met'> => ({
  ...row,
  met: JSON.parse(String(row.met)),
});

export async function insertIncident(db: Knex, incident: NewIncident): Promise<number> {
  const [row] = await db('incidents')
    .insert({ ...incident, met: JSON.stringify(incident.met) })
    .returning('id');
  return row.id;
}

/** Whether the same is open already: same ticket, diagram, element and message. */
export async function isIncidentOpen(
  db: Knex,
  {
    ticketId,
    definitionId,
    elementId,
    message,
  }: Pick<NewIncident, 'ticketId' | 'definitionId' | 'elementId' | 'message'>,
): Promise<boolean> {
  const same = { ticketId, definitionId, elementId, message, resolvedAt: null };
  return (await db('incidents').where(same).first('id')) !== undefined;
}

export async function resolveIncidentsOfJob(db: Knex, jobId: number, resolution: Resolution): Promise<void> {
  await db('incidents').where({ jobId, resolvedAt: null }).update(resolution);
}

/** Closes what no longer stops the ticket: incidents of waits that are over, and those of none. */
export async function resolveIncidentsOfTicket(
  db: Knex,
  ticketId: number,
  waits: readonly string[],
  resolution: Resolution,
): Promise<void> {
  await db('incidents')
    .where({ ticketId, resolvedAt: null })
    .where((over) =>
      over
        .where((without) => without.whereNull('executionId').whereNull('jobId'))
        .orWhere((gone) => gone.whereNotNull('executionId').whereNotIn('executionId', [...waits])),
    )
    .update(resolution);
}

/** Closes the incidents of tickets that could not be started, on any version of the process. */
export async function resolveIncidentsOfStarts(
  db: Knex,
  processKey: string,
  resolution: Resolution,
): Promise<void> {
  const versions = db('process_definitions').where({ key: processKey }).select('id');
  await db('incidents')
    .where({ ticketId: null, resolvedAt: null })
    .whereIn('definitionId', versions)
    .update(resolution);
}

/** How many incidents wait for a decision. */
export async function countOpenIncidents(db: Knex): Promise<number> {
  const [row] = await db('incidents').whereNull('resolvedAt').count({ count: '*' });
  return Number(row?.count);
}
