import type { LongWork } from '../../../jobs/commands/longWork.js';
import { selectOptionalActor } from '../../people/index.js';
import { whyNotCheck } from '../model/auditChecks.js';
import { type AuditCheckRow, selectAuditCheckForUpdate, updateAuditCheck } from '../store/auditChecks.js';

/** Audit checks as long background work. */
export const auditCheckWork: LongWork<AuditCheckRow> = {
  jobKind: 'checkAudit',
  selectForUpdate: selectAuditCheckForUpdate,
  update: updateAuditCheck,
  selectRequester: selectOptionalActor,
  whyNot: whyNotCheck,
  notFoundName: '该次核对',
  whyTooLate: '核对已经完成，不能停止。',
};
