import type { DirectoryRows } from './directoryRows.js';
import { operationsDepartment } from './organizationTemplates/operationsDepartment.js';
import type { OrganizationTemplate } from './organizationTemplates/parts.js';
import { tradingCompany } from './organizationTemplates/tradingCompany.js';

export type { OrganizationTemplate } from './organizationTemplates/parts.js';

export const organizationTemplates: readonly OrganizationTemplate[] = [tradingCompany, operationsDepartment];

/** The rows of a template, to be imported below a department (its path, `公司/部门`) or as roots (''). */
export function templateRows({ departments }: OrganizationTemplate, below: string): DirectoryRows {
  const placeOf = (name: string): string => {
    const found = departments.find((one) => one.name === name);
    const parent = found?.parent ? placeOf(found.parent) : below;
    return parent === '' ? name : `${parent}/${name}`;
  };
  let line = 0;
  const next = () => {
    line += 1;
    return line;
  };
  return {
    departments: departments.map(({ name, parent, duties }) => ({
      line: next(),
      unreadable: '',
      name,
      parent: parent === '' ? below : placeOf(parent),
      duties,
    })),
    positions: departments.flatMap((one) =>
      one.positions.map(({ headcount, groups, ...sheet }) => ({
        ...sheet,
        line: next(),
        unreadable: '',
        department: placeOf(one.name),
        headcount: String(headcount),
        groups: groups.join('、'),
      })),
    ),
    persons: [],
  };
}
