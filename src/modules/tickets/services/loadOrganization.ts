import { selectOrganization } from '../../people/index.js';
import type { Service } from './service.js';

/** Loads the current organisation into the form's fields, as the start of an adjustment. */
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
