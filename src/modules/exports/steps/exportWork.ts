import type { LongWork } from '../../../jobs/commands/longWork.js';
import { selectOptionalActor } from '../../people/index.js';
import { whyNotExport } from '../model/exports.js';
import { type ExportRow, selectExportForUpdate, updateExport } from '../store/exports.js';

/** Exports as long background work. */
export const exportWork: LongWork<ExportRow> = {
  jobKind: 'writeExport',
  selectForUpdate: selectExportForUpdate,
  update: updateExport,
  selectRequester: selectOptionalActor,
  whyNot: (actor, { kind }) => whyNotExport(actor, kind),
  notFoundName: '该次导出',
  whyTooLate: '文件已经写好，不能停止。',
};
