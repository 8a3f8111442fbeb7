import { InvalidForm } from '../../../platform/errors.js';
import type { CommandContext } from '../../../platform/runCommand.js';
import { selectSavedFilters, upsertSavedFilter } from '../store/savedFilters.js';

const maxNameLength = 20;
const maxFilters = 20;

/**
 * Saves a filter of the inbox under a name and replaces one of the same name.
 * @throws {InvalidForm} without a name, with a long one, or with too many filters
 */
export async function saveFilter(
  context: CommandContext,
  input: { name: string; choice: Record<string, string> },
): Promise<void> {
  const personId = context.actor.id as number;
  const name = input.name.trim();
  if (name === '') throw refused('请填写名称。');
  if ([...name].length > maxNameLength) throw refused(`名称最多 ${maxNameLength} 个字。`);
  const known = await selectSavedFilters(context.tx, personId);
  const isNew = known.every((filter) => filter.name !== name);
  if (isNew && known.length >= maxFilters) throw refused(`最多保存 ${maxFilters} 个筛选，请先删除不用的。`);
  await upsertSavedFilter(context.tx, {
    personId,
    name,
    choice: input.choice,
    savedAt: context.now.toISOString(),
  });
}

const refused = (message: string) => new InvalidForm([{ path: 'name', message }]);
