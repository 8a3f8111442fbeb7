import { type AuditCheckRow, selectAuditCheckForUpdate, updateAuditCheck } from '../db/auditChecks.js';
import { whyNotCheck } from '../rules/auditChecks.js';
import type { LongWork } from './longWork.js';

export const auditCheckWork: LongWork<AuditCheckRow> = {
  jobKind: 'checkAudit',
  selectForUpdate: selectAuditCheckForUpdate,
  update: updateAuditCheck,
  whyNot: whyNotCheck,
  what: '该次核对',
  whyTooLate: '核对已经完成，不能停止。',
};
