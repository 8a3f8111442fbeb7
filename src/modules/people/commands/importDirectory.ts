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
  /** Leaves what is there as it is and adds only what is missing. */
  onlyAdd: boolean;
  /** Hashes of first passwords by log-in, for the people who are new. */
  passwordHashes: ReadonlyMap<string, string>;
}

/** What becomes of one row. */
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
 * Brings rows into the directory in one transaction: new ones are entered, known ones (departments by place, positions by
 * department and name, persons by log-in) changed where a cell says something else; nothing is taken away. A row that is
 * refused is left out and named.
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
      results.push(await attempt('department', row, () => importDepartment(context, directory, row, input)));
    }
    for (const row of input.rows.positions) {
      results.push(await attempt('position', row, () => importPosition(context, directory, row, input)));
    }
    for (const row of input.rows.persons) {
      results.push(await attempt('person', row, () => importPerson(context, directory, row, input)));
    }
    return results;
  });
}

/** What an import would do, row by row and record by record. */
export interface ImportRehearsal {
  results: RowResult[];
  changes: DirectoryChange[];
  /** The directory as it would be. */
  after: Directory;
}

/** What an import would do, found out by doing it and taking it back. @throws as the import does */
export async function rehearseImport(
  runtime: Runtime,
  actor: Actor,
  input: Omit<ImportInput, 'passwordHashes'>,
): Promise<ImportRehearsal> {
  const passwordHashes = new Map(input.rows.persons.map(({ login }) => [login, '-']));
  const rehearsal = async (context: CommandContext) => {
    const before = await selectDirectory(context.tx);
    const results = await importDirectory(context, { ...input, passwordHashes });
    const after = await selectDirectory(context.tx);
    throw new Rehearsed({ results, changes: directoryChanges(before, after), after });
  };
  try {
    return await runCommand(runtime, actor, rehearsal, undefined);
  } catch (error) {
    if (error instanceof Rehearsed) return error.found;
    throw error;
  }
}

/** Thrown to take the transaction back. */
class Rehearsed extends Error {
  constructor(readonly found: ImportRehearsal) {
    super('rehearsed');
  }
}

async function attempt(
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
