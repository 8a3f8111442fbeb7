import excel from 'exceljs';
import type { Directory } from '../../rules/directory.js';
import { type DirectoryRows, mostRows } from '../../rules/directoryRows.js';
import { placesOf } from '../../rules/directoryTree.js';
import { standardGroups } from '../../rules/groups.js';
import { safeCell } from '../safeCell.js';

type SheetName = keyof DirectoryRows;
type Cells = Record<string, string>;

/** The sheets and their columns, by the words in their first line. */
const sheets: Record<SheetName, { title: string; columns: Record<string, [title: string, width: number]> }> =
  {
    departments: {
      title: '部门',
      columns: { name: ['部门', 24], parent: ['上级部门', 36], duties: ['部门职能', 60] },
    },
    positions: {
      title: '岗位',
      columns: {
        department: ['部门', 36],
        name: ['岗位', 20],
        headcount: ['编制人数', 10],
        duties: ['岗位职责', 50],
        authority: ['岗位权限', 30],
        requirements: ['任职要求', 30],
        groups: ['权限组', 24],
      },
    },
    persons: {
      title: '人员',
      columns: {
        login: ['登录名', 16],
        name: ['姓名', 12],
        department: ['部门', 36],
        positions: ['岗位', 36],
        email: ['邮箱', 28],
        phone: ['电话', 18],
      },
    },
  };

/** A workbook that this import would take back in unchanged. */
export async function writeDirectoryWorkbook(directory: Directory): Promise<Buffer> {
  const workbook = new excel.Workbook();
  const rows = rowsOf(directory);
  for (const [name, { title, columns }] of Object.entries(sheets)) {
    const sheet = workbook.addWorksheet(title, { views: [{ state: 'frozen', ySplit: 1 }] });
    sheet.columns = Object.entries(columns).map(([key, [header, width]]) => ({ key, header, width }));
    sheet.getRow(1).font = { bold: true };
    for (const row of rows[name as SheetName]) {
      const cells = Object.entries(row).map(([key, value]) => [key, safeCell(value)]);
      sheet.addRow(Object.fromEntries(cells)).alignment = { vertical: 'top', wrapText: true };
    }
  }
  return Buffer.from(await workbook.xlsx.writeBuffer());
}

function rowsOf({ departments, positions, persons }: Directory): Record<SheetName, Cells[]> {
  const places = placesOf(departments);
  const placeOf = (id: number | null) => (id === null ? '' : (places.get(id) ?? '').replaceAll(' / ', '/'));
  const inForce = positions.filter(({ active }) => active);
  const groupNames = new Map(standardGroups.map(({ id, name }) => [id, name]));
  const active = departments.filter((one) => one.active);
  const byDepth = [...active].sort((a, b) => depthOf(placeOf(a.id)) - depthOf(placeOf(b.id)));
  return {
    departments: byDepth.map(({ name, parentId, duties }) => ({
      name,
      parent: placeOf(parentId),
      duties: duties ?? '',
    })),
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
      .filter((person) => person.active)
      .map((person) => ({
        login: person.login,
        name: person.name,
        department: placeOf(person.departmentId),
        positions: inForce
          .filter(({ id }) => person.positions.includes(id))
          .map((one) => `${placeOf(one.departmentId)}/${one.name}`)
          .join('、'),
        email: person.email ?? '',
        phone: person.phone ?? '',
      })),
  };
}

const depthOf = (place: string) => place.split('/').length;

/** The rows of the three sheets; a missing sheet has none. Null when no sheet has the columns that are asked for. */
export async function readDirectoryWorkbook(content: Buffer): Promise<DirectoryRows | null> {
  const workbook = new excel.Workbook();
  await workbook.xlsx.load(content as unknown as ArrayBuffer);
  const read = (name: SheetName) => {
    const sheet = workbook.getWorksheet(sheets[name].title);
    return sheet ? readSheet(sheet, sheets[name].columns) : null;
  };
  const [departments, positions, persons] = [read('departments'), read('positions'), read('persons')];
  if (!departments && !positions && !persons) return null;
  return {
    departments: departments ?? [],
    positions: positions ?? [],
    persons: persons ?? [],
  } as unknown as DirectoryRows;
}

function readSheet(
  sheet: excel.Worksheet,
  columns: Record<string, [string, number]>,
): (Cells & { line: number })[] | null {
  const places = new Map<string, number>();
  sheet.getRow(1).eachCell((cell, column) => {
    const key = Object.keys(columns).find((name) => columns[name]?.[0] === textOf(cell));
    if (key) places.set(key, column);
  });
  if (!places.has('name')) return null;
  const rows: (Cells & { line: number })[] = [];
  for (let line = 2; line <= sheet.rowCount && rows.length <= mostRows; line += 1) {
    const row = sheet.getRow(line);
    const cells = Object.keys(columns).map((key) => {
      const column = places.get(key);
      return [key, column === undefined ? '' : textOf(row.getCell(column))];
    });
    if (cells.some(([, text]) => text !== '')) rows.push({ ...Object.fromEntries(cells), line });
  }
  return rows;
}

const longestCell = 10_000;

/** What the cell shows; a formula counts with its stored result. The apostrophe that keeps text text is ours, not the person's. */
function textOf(cell: excel.Cell): string {
  const { value } = cell;
  const shown = value !== null && typeof value === 'object' && 'result' in value ? value.result : cell.text;
  return String(shown ?? '')
    .slice(0, longestCell)
    .trim()
    .replace(/^'(?=\s*[=+\-@])/, '');
}
