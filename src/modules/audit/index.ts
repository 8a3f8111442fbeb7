/** What other modules may use of audit. */

export { scheduleCheckpoint } from './commands/scheduleCheckpoint.js';
export { checkAuditJob } from './jobs/checkAudit.js';
export { sealCheckpointJob } from './jobs/sealCheckpoint.js';
export { keyIdOf } from './model/checkpoint.js';
export { auditedTicketsExport } from './read/auditedTicketsExport.js';
export { checkExport } from './read/export/checkExport.js';
export { replayAll } from './read/replay/replayAll.js';
export { differencesText } from './read/replay/report.js';
export { findingText } from './read/verify/finding.js';
export { verifyDatabase } from './read/verify/verifyDatabase.js';
export { checkpointFolder, openSeal, type Seal } from './steps/seal.js';
export { loadSigningKey, readPublicKey } from './steps/signingKey.js';

export { auditRoutes } from './web/routes.js';
