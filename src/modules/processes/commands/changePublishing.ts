import { selectProcessKeys } from '../db/processDefinitions.js';
import { InvalidForm } from '../errors.js';
import { everyProcess, type PublishingValue } from '../rules/settings.js';
import { changeSetting } from './changeSetting.js';
import type { CommandContext } from './runCommand.js';

/** Sets how processes get into force from now on. @throws {InvalidForm} {StaleSetting} */
export async function changePublishing(
  context: CommandContext,
  { value, revision }: { value: PublishingValue; revision: number },
): Promise<void> {
  const known = new Set([everyProcess, ...(await selectProcessKeys(context.tx))]);
  const unknown = value.fourEyes.find((key) => !known.has(key));
  if (unknown !== undefined) throw new InvalidForm([{ path: '', message: `没有流程 ${unknown}。` }]);
  await changeSetting(context, { key: 'publishing', value, revision });
}
