import type { Person } from '../rules/actor.js';
import { directoryEditors } from '../rules/directory.js';

/**
 * Who may use a route: everybody (`public`), any logged-in person (`person`), or the members of the groups.
 * What a person may do with one ticket or task is decided by the rules behind the command or query.
 */
export type Permission = 'public' | 'person' | readonly string[];

const dailyWork = [
  'service-desk',
  'service-clerk',
  'service-manager',
  'service-engineer',
  'repair-engineer',
  'project-manager',
  'accountant',
  'callback-agent',
  'sales-rep',
  'purchasing',
  'quality',
  'warehouse',
  'logistics',
  'general-manager',
  'board',
  'strategy-committee',
  'hr',
] as const;

export const permissions = {
  public: 'public',
  person: 'person',
  /** Starts tickets and looks into the customer file; auditors, process owners and administrators do neither. */
  work: dailyWork,
  operate: ['admin'],
  /** Departments, positions and persons; everybody logged in reads them. */
  editDirectory: directoryEditors,
} as const satisfies Record<string, Permission>;

/** True when the person (undefined: nobody is logged in) holds what the route asks for. */
export function isPermitted(permission: Permission, person: Person | undefined): boolean {
  if (permission === 'public') return true;
  if (!person) return false;
  return permission === 'person' || permission.some((group) => person.groups.includes(group));
}
