import { type FieldError, InvalidForm, NotAllowed } from '../errors.js';
import type { Actor } from '../rules/actor.js';
import type { Directory } from '../rules/directory.js';
import type { DirectoryKind } from '../rules/directoryChanges.js';
import { countRows, type DirectoryRows, mostRows } from '../rules/directoryRows.js';
import { changeDirectory } from './changeDirectory.js';
import { importDepartment, importPerson, importPosition, type RowOutcome } from './importRows.js';
import { type CommandContext, type Runtime, runCommand } from './runCommand.js';

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
  outcome: RowOutcome | 'refused';
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
  if (countRows(input.rows) > mostRows) {
    const message = `一次最多导入 ${mostRows} 行，请分次导入。`;
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

/** What an import would do, found out by doing it and taking it back. @throws as the import does */
export async function rehearseImport(
  runtime: Runtime,
  actor: Actor,
  input: Omit<ImportInput, 'passwordHashes'>,
): Promise<RowResult[]> {
  const passwordHashes = new Map(input.rows.persons.map(({ login }) => [login, '-']));
  const rehearsal = async (context: CommandContext) => {
    throw new Rehearsed(await importDirectory(context, { ...input, passwordHashes }));
  };
  try {
    return await runCommand(runtime, actor, rehearsal, undefined);
  } catch (error) {
    if (error instanceof Rehearsed) return error.results;
    throw error;
  }
}

/** Thrown to take the transaction back. */
class Rehearsed extends Error {
  constructor(readonly results: RowResult[]) {
    super('rehearsed');
  }
}

async function attempt(
  kind: DirectoryKind,
  { line, name }: { line: number; name: string },
  work: () => Promise<RowOutcome>,
): Promise<RowResult> {
  try {
    return { kind, line, name, outcome: await work(), reason: null };
  } catch (error) {
    if (!(error instanceof InvalidForm) && !(error instanceof NotAllowed)) throw error;
    const reason = error instanceof InvalidForm ? reasonOf(error.errors) : error.message;
    return { kind, line, name, outcome: 'refused', reason };
  }
}

function reasonOf(errors: readonly FieldError[]): string {
  return errors.map(({ message }) => message.replace(/。$/, '')).join('；');
}
