import type { Actor } from './actor.js';

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

/** Groups that see all tickets: those responsible for the whole service, and the auditor. */
const overseers = [
  'service-desk',
  'service-clerk',
  'service-manager',
  'general-manager',
  'auditor',
  'admin',
] as const;

const customerFileEditors = ['service-desk', 'service-clerk', 'service-manager', 'sales-rep'] as const;
const dispatchers = ['service-clerk', 'service-manager'] as const;

/** The one table of who may do what; rules that refuse and routes that guard read the same line. */
export const permissions = {
  public: 'public',
  person: 'person',
  /** Starts tickets and works on them; auditors, process owners and administrators do neither. */
  work: dailyWork,
  /** Looks into the customer file. */
  readCustomerFile: [...dailyWork, 'auditor'],
  editCustomerFile: customerFileEditors,
  mergeCustomers: ['service-clerk', 'service-manager'],
  operate: ['admin'],
  /** Reads everything without taking part in the work, searches all tickets, verifies and recomputes them. */
  audit: ['auditor', 'admin'],
  /** Sets the system up. */
  configure: ['admin'],
  /** Sets what the department decides for itself: hours and prices. */
  configureDepartment: ['admin', 'service-manager'],
  /** Sees all tickets and reads the 报修登记簿. */
  oversee: overseers,
  /** Enters messages from outside for which tickets wait, or which start them. */
  deliverMessages: ['service-desk', 'service-clerk', 'service-manager'],
  /** Arranges engineers: what was left from yesterday comes first (R4). */
  dispatch: dispatchers,
  /** Looks at the dispatcher's board. */
  readBoard: [...dispatchers, 'general-manager', 'auditor'],
  /** Takes files out of the system; which ones is asked for each (`whyNotExport`). */
  exportFiles: [...new Set([...overseers, ...customerFileEditors])],
  /** Sees who took what out of the system. */
  readExports: ['service-manager', 'general-manager', 'auditor', 'admin'],
  /** Changes the layouts of printed papers. */
  editPaperLayouts: ['process-owner'],
  /** Edits processes; whose they are is asked for each (`whyNotEditProcess`). */
  design: ['process-owner'],
  /** Sees how each process stands: versions, tickets, drafts. */
  overseeProcesses: ['process-owner', 'auditor', 'admin'],
  /** Looks for changed files in the folder. */
  deployFolder: ['process-owner', 'admin'],
  /** Looks at drafts. */
  readDesign: ['process-owner', 'auditor'],
  /** Works with contracts that come to their end (R11). */
  renewContracts: ['sales-rep', 'service-clerk', 'service-manager', 'general-manager'],
  /** Reads everybody's hours (R10). */
  readAllHours: ['service-clerk', 'service-manager', 'general-manager', 'auditor'],
  /** Departments, positions and persons; everybody logged in reads them. */
  editDirectory: ['admin', 'hr'],
} as const satisfies Record<string, Permission>;

/** True when the actor (undefined: nobody is logged in) holds what is asked for. */
export function isPermitted(permission: Permission, actor: Actor | undefined): boolean {
  if (permission === 'public') return true;
  if (!actor) return false;
  return permission === 'person' || permission.some((group) => actor.groups.includes(group));
}
