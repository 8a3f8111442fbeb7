import { writeWorkbook } from '../../../platform/excel/writeWorkbook.js';
import { nothing } from '../../../platform/web/bodyShapes.js';
import type { Handler } from '../../../platform/web/deps.js';
import { receives } from '../../../platform/web/receives.js';
import { setWorkbookHeaders } from '../../../platform/web/setWorkbookHeaders.js';
import { startExport } from '../../exports/index.js';
import { recordSheets } from '../model/recordSheets.js';
import { customersExport } from '../read/customersExport.js';

/** POST /customers/export: the whole file as a workbook that can be imported again. */
export const exportFile = receives(nothing, (web, req, res) =>
  startExport(web, req, res, customersExport, { query: {}, criteria: {} }),
);

/** GET /customers/template: the sheets with their heads only. */
export const template: Handler = async (_web, _req, res) => {
  setWorkbookHeaders(res, '客户档案模板.xlsx');
  await writeWorkbook(
    res,
    recordSheets.map((sheet) => ({ ...sheet, portions: [] })),
  );
};
