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
  taskSearch: () => '/tasks/search',
  taskFilters: () => '/tasks/filters',
  taskFilter: (id: number) => `/tasks/filters/${id}`,
  taskFilterRemoval: (id: number) => `/tasks/filters/${id}/removal`,
  draftRemoval: () => '/tasks/drafts/removal',
  task: (id: number) => `/tasks/${id}`,
  taskClaim: (id: number) => `/tasks/${id}/claim`,
  taskRelease: (id: number) => `/tasks/${id}/release`,
  taskReassignment: (id: number) => `/tasks/${id}/reassignment`,
  taskDelegation: (id: number) => `/tasks/${id}/delegation`,
  taskRecall: (id: number) => `/tasks/${id}/recall`,
  taskReminder: (id: number) => `/tasks/${id}/reminder`,
  taskCompletion: (id: number) => `/tasks/${id}/completion`,
  taskDraft: (id: number) => `/tasks/${id}/draft`,
  taskRecords: (id: number) => `/tasks/${id}/records`,
  tickets: () => '/tickets',
  ticketSearch: () => '/tickets/search',
  newTicket: () => '/tickets/new',
  startPage: (processKey: string) => `/tickets/new/${segment(processKey)}`,
  ticketDraft: () => '/tickets/draft',
  ticket: (number: string) => `/tickets/${segment(number)}`,
  ticketCopies: (number: string) => `/tickets/${segment(number)}/copies`,
  ticketCopyReceipt: (number: string) => `/tickets/${segment(number)}/copy-receipt`,
  ticketComments: (number: string) => `/tickets/${segment(number)}/comments`,
  ticketCancellation: (number: string) => `/tickets/${segment(number)}/cancellation`,
  register: () => '/register',
  registerSearch: () => '/register/search',
  registerExport: () => '/register/export',
  registerExports: () => '/register/exports',
  ticketPapers: (number: string) => `/tickets/${segment(number)}/papers`,
  ticketPaper: (number: string, paper: string) => `/tickets/${segment(number)}/papers/${segment(paper)}`,
  papers: () => '/papers',
  blankPaper: (paper: string) => `/papers/${segment(paper)}/blank`,
  paperLayout: (paper: string) => `/papers/${segment(paper)}/layout`,
  paperPreview: (paper: string) => `/papers/${segment(paper)}/preview`,
  dailyReport: () => '/papers/daily-report',
  serviceSummary: () => '/papers/service-summary',
  renewalNotice: (contractId: number) => `/papers/renewal-notice/${contractId}`,
  processes: () => '/processes',
  process: (key: string) => `/processes/${segment(key)}`,
  processVersion: (key: string, version: number) => `/processes/${segment(key)}?version=${version}`,
  diagram: (definitionId: number) => `/definitions/${definitionId}/diagram`,
  customers: () => '/customers',
  customerFilter: () => '/customers/filter',
  newCustomer: () => '/customers/new',
  customerExport: () => '/customers/export',
  customerTemplate: () => '/customers/template',
  customerImports: () => '/customers/imports',
  customerImport: (id: number) => `/customers/imports/${id}`,
  customerImportRun: (id: number) => `/customers/imports/${id}/run`,
  customerImportCancellation: (id: number) => `/customers/imports/${id}/cancellation`,
  customerImportRefused: (id: number) => `/customers/imports/${id}/refused`,
  customer: (id: number) => `/customers/${id}`,
  customerEdit: (id: number) => `/customers/${id}/edit`,
  customerHistory: (id: number) => `/customers/${id}/history`,
  customerMerge: (id: number) => `/customers/${id}/merge`,
  customerMergeSearch: (id: number) => `/customers/${id}/merge/search`,
  customerMergeWith: (id: number, otherId: number) => `/customers/${id}/merge/${otherId}`,
  newFileRecord: (id: number, list: string) => `/customers/${id}/${list}/new`,
  fileRecords: (id: number, list: string) => `/customers/${id}/${list}`,
  fileRecordEdit: (id: number, list: string, recordId: number) => `/customers/${id}/${list}/${recordId}/edit`,
  fileRecord: (id: number, list: string, recordId: number) => `/customers/${id}/${list}/${recordId}`,
  fileRecordRemoval: (id: number, list: string, recordId: number) =>
    `/customers/${id}/${list}/${recordId}/removal`,
  customerSearch: () => '/customers/search',
  productSearch: () => '/products/search',
  serviceCategory: () => '/service-category',
  attachments: () => '/attachments',
  attachment: (id: number) => `/attachments/${id}`,
  settings: () => '/settings',
  companySettings: () => '/settings/company',
  logoSettings: () => '/settings/company/logo',
  calendarSettings: () => '/settings/calendar',
  numberingSettings: () => '/settings/numbering',
  priceSettings: () => '/settings/prices',
  mailSettings: () => '/settings/mail',
  testMail: () => '/settings/mail/test',
  companyLogo: (sha256: string) => `/company/logo/${sha256}`,
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
