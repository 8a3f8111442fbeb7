import { recordSecurity } from '../../../platform/access/securityLog.js';
import { InvalidForm } from '../../../platform/errors.js';
import type { CommandContext } from '../../../platform/runCommand.js';
import { selectMembers } from '../../people/index.js';
import { insertSettingChange } from '../../settings/index.js';
import { ownersHistoryKey, processOwnerGroup } from '../model/processDrafts.js';
import { replaceProcessOwners, selectProcessOwnerIds } from '../store/processOwners.js';

/**
 * Restricts who may edit a process to the chosen process owners; nobody chosen lifts the restriction. The change goes into
 * the history of the settings.
 * @throws {InvalidForm} for somebody who is no process owner
 */
export async function changeProcessOwners(
  context: CommandContext,
  { processKey, personIds }: { processKey: string; personIds: number[] },
): Promise<void> {
  const { tx, actor, now } = context;
  const members = (await selectMembers(tx, [processOwnerGroup]))[processOwnerGroup] ?? [];
  const names = new Map(members.map(({ id, name }) => [id, name]));
  if (personIds.some((id) => !names.has(id)))
    throw new InvalidForm([{ path: 'owners', message: '只能选择岗位为流程负责人的在职人员。' }]);
  const before = await selectProcessOwnerIds(tx, processKey);
  const isSame = before.length === personIds.length && before.every((id) => personIds.includes(id));
  if (isSame) return;
  await replaceProcessOwners(tx, processKey, personIds);
  const namesOf = (ids: number[]) => ids.map((id) => names.get(id) ?? '已离职人员');
  const change = { before: namesOf(before), after: namesOf(personIds) };
  await insertSettingChange(tx, {
    key: ownersHistoryKey(processKey),
    changedAt: now.toISOString(),
    changedBy: actor.id as number,
    ...change,
  });
  await recordSecurity(context, 'processOwnersChanged', { processKey, ...change });
}
