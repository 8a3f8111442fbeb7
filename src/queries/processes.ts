import type { Knex } from 'knex';
import {
  type DefinitionVersion,
  type ProcessDefinitionRow,
  selectDefinitionVersions,
  selectLatestDefinition,
  selectLatestDefinitions,
} from '../db/processDefinitions.js';

export interface ProcessOverview {
  definition: ProcessDefinitionRow;
  /** Newest first. */
  versions: (DefinitionVersion & { running: number })[];
}

/** The newest version of every process with its versions and how many tickets run on each. */
export async function selectProcesses(db: Knex): Promise<ProcessOverview[]> {
  const definitions = await selectLatestDefinitions(db);
  return Promise.all(definitions.map((definition) => overviewOf(db, definition)));
}

/** @throws {NotFound} */
export async function selectProcess(db: Knex, key: string): Promise<ProcessOverview> {
  return overviewOf(db, await selectLatestDefinition(db, key));
}

async function overviewOf(db: Knex, definition: ProcessDefinitionRow): Promise<ProcessOverview> {
  const versions = await selectDefinitionVersions(db, definition.key);
  const counts: { definitionId: number; count: number | string }[] = await db('tickets')
    .where({ processKey: definition.key, status: 'active' })
    .groupBy('definitionId')
    .select('definitionId')
    .count({ count: '*' });
  return {
    definition,
    versions: versions.map((version) => ({
      ...version,
      running: Number(counts.find((row) => row.definitionId === version.id)?.count ?? 0),
    })),
  };
}
