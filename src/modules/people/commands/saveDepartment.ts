import { InvalidForm, NotAllowed, NotFound, StaleRecord } from '../../../platform/errors.js';
import type { CommandContext } from '../../../platform/runCommand.js';
import type { Directory, DirectoryDepartment } from '../model/directory.js';
import { whyNotCloseDepartment, whyNotMoveUnder } from '../model/directory.js';
import { changeDirectory } from '../steps/changeDirectory.js';
import { checkDirectoryData } from '../steps/checkDirectoryData.js';
import { insertDepartmentFacts, updateDepartment } from '../store/departments.js';

export interface SaveInput {
  /** Null to enter a new one. */
  id: number | null;
  /** The revision that the page showed; ignored for a new one. */
  revision: number;
  /** The data of its form. */
  data: Record<string, unknown>;
}

/**
 * Enters or changes a department.
 * @throws {NotAllowed} {InvalidForm} {StaleRecord} {NotFound}
 */
export function saveDepartment(context: CommandContext, input: SaveInput): Promise<{ id: number }> {
  return changeDirectory(context, 'page', (directory) => writeDepartment(context, directory, input));
}

/** Enters or changes a department within a larger change of the directory. */
export async function writeDepartment(
  context: CommandContext,
  directory: Directory,
  { id, revision, data }: SaveInput,
): Promise<{ id: number }> {
  if (id !== null) findDepartment(directory, id, revision);
  checkDirectoryData(context, directory, 'department', data);
  const facts = {
    name: data.name as string,
    parentId: (data.parentId as number | undefined) ?? null,
    duties: (data.duties as string | undefined) ?? null,
  };
  const refusal = whyNotMoveUnder(directory.departments, id, facts.parentId);
  if (refusal) throw new InvalidForm([{ path: 'parentId', message: refusal }]);
  const twin = directory.departments.find(
    (one) => one.active && one.id !== id && one.parentId === facts.parentId && one.name === facts.name,
  );
  if (twin) throw new InvalidForm([{ path: 'name', message: '同一上级部门下已有同名部门' }]);
  if (id === null) return { id: await insertDepartmentFacts(context.tx, { ...facts, active: true }) };
  await updateDepartment(context.tx, id, facts);
  return { id };
}

/** 撤销: closes an empty department; it stays in the history. @throws {NotAllowed} {StaleRecord} {NotFound} */
export function closeDepartment(
  context: CommandContext,
  { id, revision }: { id: number; revision: number },
): Promise<void> {
  return changeDirectory(context, 'page', async (directory) => {
    findDepartment(directory, id, revision);
    const refusal = whyNotCloseDepartment(directory, id);
    if (refusal) throw new NotAllowed(refusal);
    await updateDepartment(context.tx, id, { active: false });
  });
}

function findDepartment(directory: Directory, id: number, revision: number): DirectoryDepartment {
  const department = directory.departments.find((one) => one.id === id && one.active);
  if (!department) throw new NotFound('部门');
  if (department.revision !== revision) throw new StaleRecord('部门');
  return department;
}
