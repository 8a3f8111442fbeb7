import { InvalidUpload } from '../../../../platform/errors.js';
import type { CellText, ReadSheet } from '../../../../platform/excel/readSheets.js';
import type { WrittenSheet } from '../../../../platform/excel/writeWorkbook.js';
import type { Directory } from '../../model/directory.js';
import { countRows, type DirectoryRows, maxDirectoryRows } from '../../model/directoryRows.js';
import { departmentPaths } from '../../model/directoryTree.js';
import { standardGroups } from '../../model/groups.js';

type SheetName = keyof DirectoryRows;
type Cells = Record<string, string>;

interface Column {
  field: string;
  title: string;
  width: number;
}

const column = (field: string, title: string, width: number): Column => ({ field, title, width });

/** The sheets and the titles of their columns. */
const sheets: Record<SheetName, { name: string; columns: readonly Column[] }> = {
  departments: {
    name: '部门',
    columns: [column('name', '部门', 24), column('parent', '上级部门', 36), column('duties', '部门职能', 60)],
  },
  positions: {
    name: '岗位',
    columns: [
      column('department', '部门', 36),
      column('name', '岗位', 20),
      column('headcount', '编制人数', 10),
      column('duties', '岗位职责', 50),
      column('authority', '岗位权限', 30),
      column('requirements', '任职要求', 30),
      column('groups', '权限组', 24),
    ],
  },
  persons: {
    name: '人员',
    columns: [
      column('login', '登录名', 16),
      column('name', '姓名', 12),
      column('department', '部门', 36),
      column('positions', '岗位', 36),
      column('email', '邮箱', 28),
      column('phone', '电话', 18),
    ],
  },
};
const sheetNames = Object.keys(sheets) as SheetName[];

/**
 * The open departments, positions and persons as sheets that can be imported again; without a directory, the heads only.
 */
export function directorySheets(directory: Directory | null): WrittenSheet[] {
  const rows = directory ? rowsOf(directory) : null;
  return sheetNames.map((sheet) => {
    const { name, columns } = sheets[sheet];
    const cells = rows?.[sheet] ?? [];
    return {
      name,
      columns: [...columns],
      portions: [cells.map((row) => columns.map(({ field }) => row[field] || null))],
    };
  });
}

function rowsOf({ departments, positions, persons }: Directory): Record<SheetName, Cells[]> {
  const places = departmentPaths(departments);
  const placeOf = (id: number | null) => (id === null ? '' : (places.get(id) ?? '').replaceAll(' / ', '/'));
  const inForce = positions.filter(({ active }) => active);
  const groupNames = new Map(standardGroups.map(({ id, name }) => [id, name]));
  const depthOf = (id: number) => placeOf(id).split('/').length;
  return {
    departments: departments
      .filter(({ active }) => active)
      .sort((a, b) => depthOf(a.id) - depthOf(b.id))
      .map(({ name, parentId, duties }) => ({ name, parent: placeOf(parentId), duties: duties ?? '' })),
    positions: inForce.map((one) => ({
      department: placeOf(one.departmentId),
      name: one.name,
      headcount: one.headcount === null ? '' : String(one.headcount),
      duties: one.duties ?? '',
      authority: one.authority ?? '',
      requirements: one.requirements ?? '',
      groups: one.groups.map((id) => groupNames.get(id) ?? id).join('、'),
    })),
    persons: persons
      .filter(({ active }) => active)
      .map(({ login, name, departmentId, email, phone, positions: held }) => ({
        login,
        name,
        department: placeOf(departmentId),
        positions: inForce
          .filter(({ id }) => held.includes(id))
          .map((one) => `${placeOf(one.departmentId)}/${one.name}`)
          .join('、'),
        email: email ?? '',
        phone: phone ?? '',
      })),
  };
}

/** The rows of an uploaded workbook; a sheet may be missing. @throws {InvalidUpload} when none is ours, or all are empty */
export function directoryRows(read: readonly ReadSheet[]): DirectoryRows {
  const found = sheetNames.map((sheet) => read.find(({ name }) => name.trim() === sheets[sheet].name));
  if (found.every((sheet) => sheet === undefined)) {
    throw new InvalidUpload('没有找到工作表“部门”“岗位”“人员”。请使用本系统导出的文件或空白模板。');
  }
  const lists = sheetNames.map((sheet, index) => [sheet, readSheet(sheets[sheet], found[index])]);
  const rows = Object.fromEntries(lists) as DirectoryRows;
  if (countRows(rows) === 0) throw new InvalidUpload('工作簿里没有可导入的内容。');
  if (countRows(rows) > maxDirectoryRows)
    throw new InvalidUpload(`一次最多导入 ${maxDirectoryRows} 行，请分成几个文件。`);
  return rows;
}

function readSheet({ name, columns }: (typeof sheets)[SheetName], read: ReadSheet | undefined) {
  const [head, ...rows] = read?.rows ?? [];
  if (!head) return [];
  const titles = head.cells.map((cell) => ('text' in cell ? cell.text.replace(/[\s*＊]/g, '') : ''));
  const missing = columns.find(({ field, title }) => field === 'name' && !titles.includes(title));
  if (missing)
    throw new InvalidUpload(`工作表“${name}”第一行没有“${missing.title}”一列，请使用本系统导出的表头。`);
  return rows.map(({ number, cells }) => {
    const given = columns.map(({ field, title }) => ({
      field,
      title,
      cell: cellAt(cells, titles.indexOf(title)),
    }));
    return {
      line: number,
      unreadable: given
        .flatMap(({ title, cell }) => ('refused' in cell ? [`${title}：${cell.refused}`] : []))
        .join('；'),
      ...Object.fromEntries(
        given.map(({ field, cell }) => [
          field,
          'text' in cell ? cell.text.slice(0, maxCellLength).trim() : '',
        ]),
      ),
    };
  });
}

/** Longer than any field allows, so that a text that is too long is refused instead of cut. */
const maxCellLength = 10_000;

const cellAt = (cells: readonly CellText[], at: number): CellText => cells[at] ?? { text: '' };
