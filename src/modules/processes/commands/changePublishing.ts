import { InvalidForm } from '../../../platform/errors.js';
import type { CommandContext } from '../../../platform/runCommand.js';
import { changeSetting, everyProcess, type PublishingValue } from '../../settings/index.js';
import { selectProcessKeys } from '../store/processDefinitions.js';

/** Sets how changed processes are published from now on. @throws {InvalidForm} {StaleSetting} */
export async function changePublishing(
  context: CommandContext,
  { value, revision }: { value: PublishingValue; revision: number },
): Promise<void> {
  const known = new Set([everyProcess, ...(await selectProcessKeys(context.tx))]);
  const unknown = value.fourEyes.find((key) => !known.has(key));
  if (unknown !== undefined) throw new InvalidForm([{ path: '', message: `没有流程 ${unknown}。` }]);
  await changeSetting(context, { key: 'publishing', value, revision });
}
