import type { JobHandlers } from '../jobs/worker/runDueJob.js';
import type { MailTransport } from '../mail/steps/transport.js';
import { auditedTicketsExport, checkAuditJob, type Seal, sealCheckpointJob } from '../modules/audit/index.js';
import { customersExport, importCustomersJob, refusedRowsExport } from '../modules/customers/index.js';
import { registerExport } from '../modules/dispatch/index.js';
import {
  type ExportKind,
  type ExportWriter,
  removeExportJob,
  writeExportJob,
} from '../modules/exports/index.js';
import { type ProcessFolders, writeProcessJob } from '../modules/processes/index.js';
import { reassignTasksJob } from '../modules/tasks/index.js';
import {
  applyOrganizationJob,
  deliverMessageJob,
  deliverSignalJob,
  fireTimerJob,
  type LeftoverFolders,
  removeLeftoversJob,
  runServiceJob,
  type Service,
  sendMailJob,
  startBySignalJob,
  startByTimerJob,
} from '../modules/tickets/index.js';
import type { Runtime } from '../platform/runCommand.js';

/** Where jobs put and find files. */
export type JobFolders = ProcessFolders & LeftoverFolders;

/** The writer of each kind of file; each lies with the data that it writes. */
const exportWriters = {
  register: registerExport,
  customers: customersExport,
  refusedRows: refusedRowsExport,
  auditedTickets: auditedTicketsExport,
} satisfies { [Kind in ExportKind]: ExportWriter<never, Kind> };

/** The handler of each kind of job. */
export function createJobHandlers(
  runtime: Runtime,
  mail: Pick<MailTransport, 'send'>,
  services: ReadonlyMap<string, Service>,
  seal: Seal,
  folders: JobFolders,
): JobHandlers {
  return {
    fireTimer: fireTimerJob(runtime),
    sendMail: sendMailJob(runtime, mail),
    runService: runServiceJob(runtime, services),
    deliverMessage: deliverMessageJob(runtime),
    deliverSignal: deliverSignalJob(runtime),
    startBySignal: startBySignalJob(runtime),
    startByTimer: startByTimerJob(runtime),
    applyOrganization: applyOrganizationJob(runtime),
    importCustomers: importCustomersJob(runtime),
    reassignTasks: reassignTasksJob(runtime),
    sealCheckpoint: sealCheckpointJob(runtime, seal),
    writeExport: writeExportJob(runtime, exportWriters, folders.exports),
    removeExport: removeExportJob(runtime, folders.exports),
    checkAudit: checkAuditJob(runtime, seal, folders.attachments),
    writeProcess: writeProcessJob(runtime, folders),
    removeLeftovers: removeLeftoversJob(runtime, folders),
  };
}
