import { selectOrganization } from '../../people/index.js';
import type { Service } from './service.js';

/** Fills in the organisation in force, under the names of the form fields, so that an adjustment begins with it. */
export const loadOrganization: Service = async ({ tx }) => {
  const organization = await selectOrganization(tx);
  const staffed = organization.filter(({ positions }) => positions.length > 0);
  return {
    organization,
    departmentFunctions: staffed.map(({ name, duties }) => ({ department: name, functions: duties })),
    positions: staffed.flatMap(({ name: department, positions }) =>
      positions.map(({ name, headcount, duties }) => ({ department, position: name, headcount, duties })),
    ),
  };
};
