/** Departments, positions and persons of a spreadsheet or template, with names instead of ids. */
export interface DirectoryRows {
  departments: DepartmentRow[];
  positions: PositionRow[];
  persons: PersonRow[];
}

interface Row {
  /** Line of the sheet, for people. */
  line: number;
  /** The cells that can't be read, with the reasons; '' when there are none. */
  unreadable: string;
}

export interface DepartmentRow extends Row {
  name: string;
  /** Name or `上级/部门`; '' for the top. */
  parent: string;
  duties: string;
}

export interface PositionRow extends Row {
  department: string;
  name: string;
  headcount: string;
  duties: string;
  authority: string;
  requirements: string;
  /** Names or ids of groups, separated by 、 */
  groups: string;
}

export interface PersonRow extends Row {
  login: string;
  name: string;
  department: string;
  /** Names of positions of the department, or `部门/岗位`, separated by 、 */
  positions: string;
  email: string;
  phone: string;
}

/** The most rows of one import. */
export const maxDirectoryRows = 1000;

/** The number of rows of all kinds. */
export function countRows({ departments, positions, persons }: DirectoryRows): number {
  return departments.length + positions.length + persons.length;
}

/** Parts of a list in one cell. */
export function splitCellList(text: string): string[] {
  return text
    .split(/[、,，;；\n]/)
    .map((part) => part.trim())
    .filter(Boolean);
}
