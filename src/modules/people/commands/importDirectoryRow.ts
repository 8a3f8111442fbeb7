import { isDeepStrictEqual } from 'node:util';
import { InvalidForm } from '../../../platform/errors.js';
import type { CommandContext } from '../../../platform/runCommand.js';
import { type Directory, type DirectoryDepartment, maySetGroups } from '../model/directory.js';
import {
  type DepartmentRow,
  type PersonRow,
  type PositionRow,
  splitCellList,
} from '../model/directoryRows.js';
import { findDepartments } from '../model/directoryTree.js';
import { standardGroups } from '../model/groups.js';
import { writeDepartment } from './saveDepartment.js';
import { writePerson } from './savePerson.js';
import { writePosition } from './savePosition.js';

/** The result of a row, and the id of its record. */
export interface RowOutcome {
  outcome: 'created' | 'changed' | 'same';
  id: number;
}
type Data = Record<string, unknown>;
interface Options {
  onlyAdd: boolean;
  passwordHashes: ReadonlyMap<string, string>;
}
type Write = (input: { id: number | null; revision: number; data: Data }) => Promise<{ id: number }>;
type Mutable<List> = List extends readonly (infer Item)[] ? Item[] : never;

/** Enters or changes the department of a row. @throws {InvalidForm} {NotAllowed} when the row is refused */
export function importDepartment(
  context: CommandContext,
  directory: Directory,
  row: DepartmentRow,
  options: Options,
): Promise<RowOutcome> {
  const parentId = row.parent === '' ? undefined : findDepartmentByName(directory, row.parent, '上级部门').id;
  const known = directory.departments.find(
    (one) => one.active && one.name === row.name && one.parentId === (parentId ?? null),
  );
  const data = { name: row.name, parentId, duties: row.duties };
  const list = directory.departments as Mutable<Directory['departments']>;
  return enterOrChange(list, known, data, options, {}, (input) => writeDepartment(context, directory, input));
}

/** Enters or changes the position of a row. @throws {InvalidForm} {NotAllowed} when the row is refused */
export function importPosition(
  context: CommandContext,
  directory: Directory,
  row: PositionRow,
  options: Options,
): Promise<RowOutcome> {
  const departmentId = findDepartmentByName(directory, row.department, '部门').id;
  const known = directory.positions.find(
    (one) => one.active && one.departmentId === departmentId && one.name === row.name,
  );
  const { name, duties, authority, requirements } = row;
  const groups = maySetGroups(context.actor) && row.groups !== '' ? { groups: findGroupIds(row.groups) } : {};
  const headcount = row.headcount === '' ? undefined : Number(row.headcount);
  if (Number.isNaN(headcount)) throw refused('编制人数应为整数');
  const data = { departmentId, name, headcount, duties, authority, requirements, ...groups };
  const list = directory.positions as Mutable<Directory['positions']>;
  const emptyLists = { groups: [] };
  return enterOrChange(list, known, data, options, emptyLists, (input) =>
    writePosition(context, directory, input),
  );
}

/** Enters or changes the person of a row. @throws {InvalidForm} {NotAllowed} when the row is refused */
export function importPerson(
  context: CommandContext,
  directory: Directory,
  row: PersonRow,
  options: Options,
): Promise<RowOutcome> {
  const login = row.login.toLowerCase();
  const department = findDepartmentByName(directory, row.department, '部门');
  const known = directory.persons.find((one) => one.login === login);
  if (known && !known.active)
    throw refused(`登录名 ${login} 属于已离职的${known.name}，请改用其他登录名或办理复职`);
  const passwordHash = options.passwordHashes.get(row.login) ?? null;
  if (!known && passwordHash === null) throw refused('该人员在预览之后才成为新增，请重新导入');
  const positions =
    row.positions === ''
      ? undefined
      : splitCellList(row.positions).map((one) => findPositionId(directory, department, one));
  const { name, email, phone } = row;
  const data = { login, name, departmentId: department.id, email, phone, positions };
  const list = directory.persons as Mutable<Directory['persons']>;
  const emptyLists = { positions: [] };
  return enterOrChange(list, known, data, options, emptyLists, (input) =>
    writePerson(context, directory, { ...input, passwordHash }),
  );
}

/** Enters the record, or changes the known one where a cell differs, and updates `list` to match the database. */
async function enterOrChange<Item extends { id: number; revision: number; active: boolean }>(
  list: Item[],
  known: Item | undefined,
  row: Data,
  { onlyAdd }: Options,
  emptyLists: Data,
  write: Write,
): Promise<RowOutcome> {
  if (known && onlyAdd) return { outcome: 'same', id: known.id };
  const { id: _, revision: __, active: ___, ...facts } = known ?? ({} as Item);
  const data = withoutEmptyValues({ ...facts, ...withoutEmptyValues(row) });
  if (known && isDeepStrictEqual(data, withoutEmptyValues(facts))) return { outcome: 'same', id: known.id };
  const { id } = await write({ id: known?.id ?? null, revision: known?.revision ?? 0, data });
  const blank = { parentId: null, headcount: null, duties: null, authority: null, requirements: null };
  const item = { ...blank, email: null, phone: null, ...emptyLists, ...facts, ...data };
  const entry = { ...item, id, revision: known?.revision ?? 1, active: true } as unknown as Item;
  const at = list.findIndex((one) => one.id === id);
  if (at >= 0) list[at] = entry;
  else list.push(entry);
  return { outcome: known ? 'changed' : 'created', id };
}

/**
 * The data without empty values, since an empty cell means no change; lists are sorted, since their order means nothing.
 */
function withoutEmptyValues(data: Data): Data {
  return Object.fromEntries(
    Object.entries(data)
      .filter(([, value]) => value !== undefined && value !== null && value !== '')
      .map(([name, value]) => [name, Array.isArray(value) ? [...new Set(value)].sort() : value]),
  );
}

function findDepartmentByName(directory: Directory, text: string, what: string): DirectoryDepartment {
  const [found, second] = findDepartments(directory, text);
  if (text === '') throw refused(`请填写${what}`);
  if (!found) throw refused(`${what}「${shortened(text)}」不存在`);
  if (second) throw refused(`${what}「${shortened(text)}」有多个，请写成“上级/部门”`);
  return found;
}

function findPositionId(directory: Directory, own: DirectoryDepartment, text: string): number {
  const parts = text.split('/');
  const name = (parts.pop() as string).trim();
  const department = parts.length > 0 ? findDepartmentByName(directory, parts.join('/'), '部门') : own;
  const position = directory.positions.find(
    (one) => one.active && one.departmentId === department.id && one.name === name,
  );
  if (position) return position.id;
  throw refused(`${department.name}没有岗位「${shortened(name)}」`);
}

function findGroupIds(text: string): string[] {
  return splitCellList(text).map((part) => {
    const group = standardGroups.find(({ id, name }) => id === part || name === part);
    if (!group) throw refused(`没有权限组「${shortened(part)}」`);
    return group.id;
  });
}

const shortened = (text: string) => (text.length > 40 ? `${text.slice(0, 40)}…` : text);

const refused = (message: string) => new InvalidForm([{ path: '', message }]);
