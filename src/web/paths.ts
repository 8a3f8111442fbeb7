const segment = encodeURIComponent;

/** Every URL of the application is built here; in views with `{{path "task" id}}`. */
export const paths = {
  home: () => '/',
  health: () => '/healthz',
  logInPage: () => '/session/new',
  logIn: () => '/session',
  logOut: () => '/session/end',
  account: () => '/account',
  password: () => '/account/password',
  theme: () => '/account/theme',
  tasks: () => '/tasks',
  task: (id: number) => `/tasks/${id}`,
  taskClaim: (id: number) => `/tasks/${id}/claim`,
  taskRelease: (id: number) => `/tasks/${id}/release`,
  taskCompletion: (id: number) => `/tasks/${id}/completion`,
  taskDraft: (id: number) => `/tasks/${id}/draft`,
  taskRecords: (id: number) => `/tasks/${id}/records`,
  tickets: () => '/tickets',
  ticketSearch: () => '/tickets/search',
  newTicket: () => '/tickets/new',
  startPage: (processKey: string) => `/tickets/new/${segment(processKey)}`,
  ticketDraft: () => '/tickets/draft',
  ticket: (number: string) => `/tickets/${segment(number)}`,
  ticketCancellation: (number: string) => `/tickets/${segment(number)}/cancellation`,
  processes: () => '/processes',
  process: (key: string) => `/processes/${segment(key)}`,
  processVersion: (key: string, version: number) => `/processes/${segment(key)}?version=${version}`,
  diagram: (definitionId: number) => `/definitions/${definitionId}/diagram`,
  customerSearch: () => '/customers/search',
  productSearch: () => '/products/search',
  serviceCategory: () => '/service-category',
  attachments: () => '/attachments',
  attachment: (id: number) => `/attachments/${id}`,
  directory: () => '/directory',
  directoryGroups: () => '/directory/groups',
  directoryPersons: () => '/directory/persons',
  directoryChart: () => '/directory/chart',
  directoryChartFile: () => '/directory/chart.svg',
  directoryHistory: () => '/directory/history',
  directoryTemplates: () => '/directory/templates',
  directoryTemplate: (id: string) => `/directory/templates/${segment(id)}`,
  directoryImport: () => '/directory/import',
  directoryImportConfirmation: () => '/directory/import/confirmation',
  directoryExport: () => '/directory/export',
  newDepartment: () => '/directory/departments/new',
  departments: () => '/directory/departments',
  department: (id: number) => `/directory/departments/${id}`,
  departmentEdit: (id: number) => `/directory/departments/${id}/edit`,
  departmentClosure: (id: number) => `/directory/departments/${id}/closure`,
  newPosition: () => '/directory/positions/new',
  positions: () => '/directory/positions',
  position: (id: number) => `/directory/positions/${id}`,
  positionEdit: (id: number) => `/directory/positions/${id}/edit`,
  positionClosure: (id: number) => `/directory/positions/${id}/closure`,
  newPerson: () => '/directory/persons/new',
  persons: () => '/directory/persons',
  person: (id: number) => `/directory/persons/${id}`,
  personEdit: (id: number) => `/directory/persons/${id}/edit`,
  personPassword: (id: number) => `/directory/persons/${id}/password`,
  personDeparture: (id: number) => `/directory/persons/${id}/departure`,
  personReturn: (id: number) => `/directory/persons/${id}/return`,
  mails: () => '/admin/mails',
  mail: (id: number) => `/admin/mails/${id}`,
  jobs: () => '/admin/jobs',
  jobRetry: (id: number) => `/admin/jobs/${id}/retry`,
  jobSkip: (id: number) => `/admin/jobs/${id}/skip`,
  help: () => '/help',
  helpTopic: (topic: string) => `/help/${segment(topic)}`,
} as const;

export type PathName = keyof typeof paths;

/** `/tasks` with the query values that are set. */
export function withQuery(path: string, query: Record<string, string | number | null | undefined>): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== null && value !== undefined && value !== '') parameters.set(name, String(value));
  }
  const text = parameters.toString();
  return text ? `${path}?${text}` : path;
}

/**
 * The page to return to, if it is a plain path of this application; else the inbox.
 * `//host`, `/\host`, control characters and other schemes would leave the site.
 */
export function safeReturnPath(wanted: unknown): string {
  if (typeof wanted !== 'string' || wanted.length > 500) return paths.tasks();
  if (!/^\/(?![/\\])[\x21-\x7e]*$/.test(wanted) || wanted.includes('\\')) return paths.tasks();
  const url = new URL(wanted, 'http://localhost');
  const leaves = url.host !== 'localhost' || url.pathname.startsWith('//');
  if (leaves || url.pathname.startsWith('/session')) return paths.tasks();
  return url.pathname + url.search + url.hash;
}
