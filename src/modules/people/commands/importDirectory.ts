import type { Actor } from '../../../platform/actor.js';
import { type FieldError, InvalidForm, NotAllowed } from '../../../platform/errors.js';
import { type CommandContext, type Runtime, runCommand } from '../../../platform/runCommand.js';
import type { Directory } from '../model/directory.js';
import { type DirectoryChange, type DirectoryKind, directoryChanges } from '../model/directoryChanges.js';
import { countRows, type DirectoryRows, maxDirectoryRows } from '../model/directoryRows.js';
import { changeDirectory } from '../steps/changeDirectory.js';
import { selectDirectory } from '../store/directorySnapshot.js';
import { importDepartment, importPerson, importPosition, type RowOutcome } from './importDirectoryRow.js';

export interface ImportInput {
  rows: DirectoryRows;
  source: 'import' | 'template';
  /** Adds only what is missing and leaves existing records unchanged. */
  onlyAdd: boolean;
  /** Hashes of first passwords by log-in, for new people. */
  passwordHashes: ReadonlyMap<string, string>;
}

/** The result for one row. */
export interface RowResult {
  kind: DirectoryKind;
  line: number;
  name: string;
  outcome: RowOutcome['outcome'] | 'refused';
  /** Of the record; null when the row was refused. */
  id: number | null;
  /** Why it was refused. */
  reason: string | null;
}

/**
 * Imports rows into the directory in one transaction. New records are entered; known ones (departments by path, positions
 * by department and name, persons by log-in) are changed where a cell differs; nothing is removed. A refused row is skipped
 * and reported.
 * @throws {NotAllowed} {InvalidForm} for too many rows
 */
export function importDirectory(context: CommandContext, input: ImportInput): Promise<RowResult[]> {
  if (countRows(input.rows) > maxDirectoryRows) {
    const message = `一次最多导入 ${maxDirectoryRows} 行，请分次导入。`;
    throw new InvalidForm([{ path: 'file', message }]);
  }
  return changeDirectory(context, input.source, async (present) => {
    const directory = structuredClone(present) as Directory;
    const results: RowResult[] = [];
    for (const row of input.rows.departments) {
      results.push(
        await importRow('department', row, () => importDepartment(context, directory, row, input)),
      );
    }
    for (const row of input.rows.positions) {
      results.push(await importRow('position', row, () => importPosition(context, directory, row, input)));
    }
    for (const row of input.rows.persons) {
      results.push(await importRow('person', row, () => importPerson(context, directory, row, input)));
    }
    return results;
  });
}

/** The preview of an import: results by row, and changes by record. */
export interface ImportPreview {
  results: RowResult[];
  changes: DirectoryChange[];
  /** The directory as it would be. */
  after: Directory;
}

/** Finds out what an import would do by running it in a transaction that is rolled back. @throws as the import does */
export async function previewImport(
  runtime: Runtime,
  actor: Actor,
  input: Omit<ImportInput, 'passwordHashes'>,
): Promise<ImportPreview> {
  const passwordHashes = new Map(input.rows.persons.map(({ login }) => [login, '-']));
  const importAndRollBack = async (context: CommandContext) => {
    const before = await selectDirectory(context.tx);
    const results = await importDirectory(context, { ...input, passwordHashes });
    const after = await selectDirectory(context.tx);
    throw new PreviewRollback({ results, changes: directoryChanges(before, after), after });
  };
  try {
    return await runCommand(runtime, actor, importAndRollBack, undefined);
  } catch (error) {
    if (error instanceof PreviewRollback) return error.found;
    throw error;
  }
}

/** Thrown to roll the transaction back. */
class PreviewRollback extends Error {
  constructor(readonly found: ImportPreview) {
    super('the preview is rolled back');
  }
}

async function importRow(
  kind: DirectoryKind,
  { line, name, unreadable }: { line: number; name: string; unreadable: string },
  work: () => Promise<RowOutcome>,
): Promise<RowResult> {
  if (unreadable !== '') return { kind, line, name, outcome: 'refused', id: null, reason: unreadable };
  try {
    return { kind, line, name, ...(await work()), reason: null };
  } catch (error) {
    if (!(error instanceof InvalidForm) && !(error instanceof NotAllowed)) throw error;
    const reason = error instanceof InvalidForm ? reasonOf(error.errors) : error.message;
    return { kind, line, name, outcome: 'refused', id: null, reason };
  }
}

function reasonOf(errors: readonly FieldError[]): string {
  return errors.map(({ message }) => message.replace(/。$/, '')).join('；');
}
