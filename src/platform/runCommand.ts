import type { Knex } from 'knex';
import type { Actor } from './actor.js';
import { untilUnlocked } from './db/patientSqlite.js';
import type { SecretBox } from './secretBox.js';

export interface Clock {
  now(): Date;
}

export interface DepartmentSettings {
  /** Address of the application without a trailing slash, for links in mails. */
  baseUrl: string;
  /** IANA name. */
  timeZone: string;
}

/** Shared by all commands. A module that adds a tool extends this type (`declare module`) beside the tool. */
export interface CommandTools {
  settings: DepartmentSettings;
  /** Encrypts what the database must not hold in plain text. */
  secrets: SecretBox;
}

/** Everything that commands need; built once in main.ts and passed as an argument. */
export interface Runtime extends CommandTools {
  db: Knex;
  clock: Clock;
  /** Called after a commit, because there may be jobs to run. */
  wakeWorker(): void;
  /** Called after a command failed and was rolled back: what others must hear of is recorded here. */
  onFailure(runtime: Runtime, actor: Actor, error: unknown): Promise<void>;
}

/** What one command works with: everything it writes goes through `tx`. */
export interface CommandContext extends CommandTools {
  tx: Knex.Transaction;
  actor: Actor;
  now: Date;
}

export type Command<Input, Output> = (context: CommandContext, input: Input) => Promise<Output>;

const maxTries = 5;

/**
 * Runs a command in one transaction and commits, or rolls everything back and throws what the command threw.
 * Runs a transaction again when the database aborted it because of a concurrent one (deadlock, serialisation, unique key), and
 * while another program holds the database.
 */
export async function runCommand<Input, Output>(
  runtime: Runtime,
  actor: Actor,
  command: Command<Input, Output>,
  input: Input,
): Promise<Output> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      const output = await untilUnlocked(() => runOnce(runtime, actor, command, input));
      runtime.wakeWorker();
      return output;
    } catch (error) {
      if (attempt < maxTries && isTransient(error)) continue;
      await runtime.onFailure(runtime, actor, error);
      throw error;
    }
  }
}

function runOnce<Input, Output>(
  runtime: Runtime,
  actor: Actor,
  command: Command<Input, Output>,
  input: Input,
): Promise<Output> {
  const { db, clock, wakeWorker: _, onFailure: __, ...tools } = runtime;
  return db.transaction((tx) => command({ ...tools, tx, actor, now: clock.now() }, input));
}

const transientCodes = new Set(['40001', '40P01', '23505', 'SQLITE_CONSTRAINT_UNIQUE']);

function isTransient(error: unknown): boolean {
  return error instanceof Error && transientCodes.has(String((error as { code?: unknown }).code));
}
