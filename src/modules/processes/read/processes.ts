import type { Knex } from 'knex';
import { selectPersonNames } from '../../people/index.js';
import {
  type DefinitionVersion,
  type ProcessDefinitionRow,
  selectDefinitionVersions,
  selectLatestDefinition,
  selectLatestDefinitions,
} from '../store/processDefinitions.js';

/** A version with the names of its people and the number of tickets that run on it. */
export interface ProcessVersion extends DefinitionVersion {
  /** Null: it was found in the folder. */
  publisher: string | null;
  approver: string | null;
  running: number;
}

export interface ProcessOverview {
  definition: ProcessDefinitionRow;
  /** Newest first. */
  versions: ProcessVersion[];
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
  const people = versions.flatMap(({ deployedBy, approvedBy }) =>
    [deployedBy ?? [], approvedBy ?? []].flat(),
  );
  const names = await selectPersonNames(db, [...new Set(people)]);
  const nameOf = (id: number | null) => (id === null ? null : (names.get(id) ?? null));
  return {
    definition,
    versions: versions.map((version) => ({
      ...version,
      publisher: nameOf(version.deployedBy),
      approver: nameOf(version.approvedBy),
      running: Number(counts.find((row) => row.definitionId === version.id)?.count ?? 0),
    })),
  };
}

/** Ids of the newest version of every process; versions are numbered in the order in which they were stored. */
export async function selectLatestDefinitionIds(db: Knex): Promise<number[]> {
  const rows: { id: number }[] = await db('process_definitions').groupBy('key').max({ id: 'id' });
  return rows.map((row) => row.id);
}
