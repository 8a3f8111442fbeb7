import { type ExportRow, selectExportForUpdate, updateExport } from '../db/exports.js';
import { selectOptionalActor } from '../db/persons.js';
import { whyNotExport } from '../rules/exports.js';
import type { LongWork } from './longWork.js';

export const exportWork: LongWork<ExportRow> = {
  jobKind: 'writeExport',
  selectForUpdate: selectExportForUpdate,
  update: updateExport,
  selectRequester: selectOptionalActor,
  whyNot: (actor, { kind }) => whyNotExport(actor, kind),
  what: '该次导出',
  whyTooLate: '文件已经写好，不能停止。',
};
