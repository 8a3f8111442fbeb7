import { InvalidForm, NotAllowed, NotFound, StaleRecord } from '../../../platform/errors.js';
import type { CommandContext } from '../../../platform/runCommand.js';
import type { Directory, DirectoryPosition } from '../model/directory.js';
import { maySetGroups, whyNotClosePosition } from '../model/directory.js';
import { changeDirectory } from '../steps/changeDirectory.js';
import { checkDirectoryData } from '../steps/checkDirectoryData.js';
import { insertPositionFacts, replacePositionGroups, updatePosition } from '../store/positions.js';
import type { SaveInput } from './saveDepartment.js';

/**
 * Enters or changes a position with its duty sheet; only administrators change its groups.
 * @throws {NotAllowed} {InvalidForm} {StaleRecord} {NotFound}
 */
export function savePosition(context: CommandContext, input: SaveInput): Promise<{ id: number }> {
  return changeDirectory(context, 'page', (directory) => writePosition(context, directory, input));
}

/** Enters or changes a position within a larger change of the directory. */
export async function writePosition(
  context: CommandContext,
  directory: Directory,
  { id, revision, data }: SaveInput,
): Promise<{ id: number }> {
  if (id !== null) findPosition(directory, id, revision);
  checkDirectoryData(context, directory, 'position', data);
  const facts = factsOf(data);
  const twin = directory.positions.find(
    (one) => one.id !== id && one.departmentId === facts.departmentId && one.name === facts.name,
  );
  if (twin && (twin.active || id !== null)) {
    const message = twin.active ? '该部门已有同名岗位' : '该部门曾有同名岗位（已撤销），请换一个名称';
    throw new InvalidForm([{ path: 'name', message }]);
  }
  const saved = id ?? (await insertPositionFacts(context.tx, facts));
  if (id !== null) await updatePosition(context.tx, id, facts);
  if (maySetGroups(context.actor)) {
    await replacePositionGroups(context.tx, saved, (data.groups as string[] | undefined) ?? []);
  } else if (twin) {
    await replacePositionGroups(context.tx, saved, []);
  }
  return { id: saved };
}

function factsOf(data: Record<string, unknown>) {
  const textOf = (name: string) => (data[name] as string | undefined) ?? null;
  return {
    name: data.name as string,
    departmentId: data.departmentId as number,
    headcount: (data.headcount as number | undefined) ?? null,
    duties: textOf('duties'),
    authority: textOf('authority'),
    requirements: textOf('requirements'),
    active: true,
  };
}

/** 撤销: closes a position that nobody holds; it stays in the history. @throws {NotAllowed} {StaleRecord} {NotFound} */
export function closePosition(
  context: CommandContext,
  { id, revision }: { id: number; revision: number },
): Promise<void> {
  return changeDirectory(context, 'page', async (directory) => {
    findPosition(directory, id, revision);
    const refusal = whyNotClosePosition(directory, id);
    if (refusal) throw new NotAllowed(refusal);
    await updatePosition(context.tx, id, { active: false });
  });
}

function findPosition(directory: Directory, id: number, revision: number): DirectoryPosition {
  const position = directory.positions.find((one) => one.id === id && one.active);
  if (!position) throw new NotFound('岗位');
  if (position.revision !== revision) throw new StaleRecord('岗位');
  return position;
}
