import type { Seal } from '../audit/seal.js';
import type { ProcessFolders } from '../commands/processFolder.js';
import type { Runtime } from '../commands/runCommand.js';
import { exportWriters } from '../exports/exportWriters.js';
import type { MailTransport } from '../mail/transport.js';
import type { Service } from '../services/service.js';
import { applyOrganizationJob } from './applyOrganization.js';
import { checkAuditJob } from './checkAudit.js';
import { fireTimerJob } from './fireTimer.js';
import { importCustomersJob } from './importCustomers.js';
import { reassignTasksJob } from './reassignTasks.js';
import { removeExportJob } from './removeExport.js';
import type { JobHandlers } from './runDueJob.js';
import { runServiceJob } from './runService.js';
import { sealCheckpointJob } from './sealCheckpoint.js';
import { sendMailJob } from './sendMail.js';
import { writeExportJob } from './writeExport.js';
import { writeProcessJob } from './writeProcess.js';

/** Where jobs put and find files. */
export interface JobFolders extends ProcessFolders {
  attachments: string;
  exports: string;
}

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
    applyOrganization: applyOrganizationJob(runtime),
    importCustomers: importCustomersJob(runtime),
    reassignTasks: reassignTasksJob(runtime),
    sealCheckpoint: sealCheckpointJob(runtime, seal),
    writeExport: writeExportJob(runtime, exportWriters, folders.exports),
    removeExport: removeExportJob(runtime, folders.exports),
    checkAudit: checkAuditJob(runtime, seal, folders.attachments),
    writeProcess: writeProcessJob(runtime, folders),
  };
}
