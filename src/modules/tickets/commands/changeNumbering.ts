import { InvalidForm } from '../../../platform/errors.js';
import type { CommandContext } from '../../../platform/runCommand.js';
import { selectLatestDefinitions } from '../../processes/index.js';
import { changeSetting, type NumberingRule, numberingErrors } from '../../settings/index.js';

/** Changes the numbering of future tickets; existing numbers stay. @throws {InvalidForm} {StaleSetting} */
export async function changeNumbering(
  context: CommandContext,
  { rules, revision }: { rules: Record<string, NumberingRule>; revision: number },
): Promise<void> {
  const known = new Set((await selectLatestDefinitions(context.tx)).map(({ key }) => key));
  const unknown = Object.keys(rules).find((key) => !known.has(key));
  if (unknown !== undefined) throw new InvalidForm([{ path: '', message: `没有流程 ${unknown}。` }]);
  const errors = numberingErrors(rules);
  if (errors.length > 0) throw new InvalidForm(errors);
  await changeSetting(context, { key: 'numbering', value: rules, revision });
}
