import { type AuditCheckRow, selectAuditCheckForUpdate, updateAuditCheck } from '../db/auditChecks.js';
import { selectOptionalActor } from '../db/persons.js';
import { whyNotCheck } from '../rules/auditChecks.js';
import type { LongWork } from './longWork.js';

export const auditCheckWork: LongWork<AuditCheckRow> = {
  jobKind: 'checkAudit',
  selectForUpdate: selectAuditCheckForUpdate,
  update: updateAuditCheck,
  selectRequester: selectOptionalActor,
  whyNot: whyNotCheck,
  what: '该次核对',
  whyTooLate: '核对已经完成，不能停止。',
};
