import { insertRegisterExport } from '../db/registerExports.js';
import type { CommandContext } from './runCommand.js';

/** Notes who takes which part of the 报修登记簿 out of the system, before the file is made. */
export async function recordRegisterExport(
  context: CommandContext,
  input: { filter: Record<string, string>; entryCount: number },
): Promise<void> {
  await insertRegisterExport(context.tx, {
    ...input,
    exportedAt: context.now.toISOString(),
    exportedBy: context.actor.id as number,
  });
}
