import type { Person } from '../rules/actor.js';
import { auditReaders } from '../rules/auditReader.js';
import { editorGroups, mergerGroups } from '../rules/customerFile.js';
import { directoryEditors } from '../rules/directory.js';
import { dispatchingGroups } from '../rules/dispatching.js';
import { exportingGroups } from '../rules/exports.js';
import { overseeingGroups } from '../rules/ticketVisibility.js';

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
  /** Starts tickets and works on them; auditors, process owners and administrators do neither. */
  work: dailyWork,
  /** Looks into the customer file. */
  readFile: [...dailyWork, 'auditor'],
  editFile: editorGroups,
  mergeFile: mergerGroups,
  operate: ['admin'],
  /** Searches all tickets, verifies and recomputes them. */
  audit: auditReaders,
  /** Sets the system up. */
  configure: ['admin'],
  /** Sets what the department decides for itself: hours and prices. */
  department: ['admin', 'service-manager'],
  /** Reads the 报修登记簿. */
  oversee: overseeingGroups,
  /** Arranges engineers: what was left from yesterday comes first (R4). */
  dispatch: dispatchingGroups,
  /** Looks at the dispatcher's board. */
  readBoard: [...dispatchingGroups, 'general-manager', 'auditor'],
  /** Takes files out of the system; which ones is asked for each (`whyNotExport`). */
  exportFiles: exportingGroups,
  /** Sees who took what out of the system. */
  readExports: ['service-manager', 'general-manager', 'auditor', 'admin'],
  /** Changes the layouts of printed papers. */
  layout: ['process-owner'],
  /** Edits processes; whose they are is asked for each (`whyNotEditProcess`). */
  design: ['process-owner'],
  /** Sees how each process stands: versions, tickets, drafts. */
  overseeProcesses: ['process-owner', 'auditor', 'admin'],
  /** Looks for changed files in the folder. */
  pickUpFolder: ['process-owner', 'admin'],
  /** Looks at drafts. */
  readDesign: ['process-owner', 'auditor'],
  /** Works with contracts that come to their end (R11). */
  renew: ['sales-rep', 'service-clerk', 'service-manager', 'general-manager'],
  /** Reads everybody's hours (R10). */
  hours: ['service-clerk', 'service-manager', 'general-manager', 'auditor'],
  /** Departments, positions and persons; everybody logged in reads them. */
  editDirectory: directoryEditors,
} as const satisfies Record<string, Permission>;

/** True when the person (undefined: nobody is logged in) holds what the route asks for. */
export function isPermitted(permission: Permission, person: Person | undefined): boolean {
  if (permission === 'public') return true;
  if (!person) return false;
  return permission === 'person' || permission.some((group) => person.groups.includes(group));
}
