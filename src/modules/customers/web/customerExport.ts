import { writeWorkbook } from '../excel/writeWorkbook.js';
import { customersExport } from '../exports/customers.js';
import { fileSheets } from '../forms/fileSheets.js';
import type { Handler } from './deps.js';
import { startExport } from './startExport.js';
import { describeWorkbook } from './workbookAnswer.js';

/** POST /customers/export: the whole file as a workbook that can be imported again. */
export const exportFile: Handler = (web, req, res) =>
  startExport(web, req, res, customersExport, { query: {}, told: {} });

/** GET /customers/template: the sheets with their heads only. */
export const template: Handler = async (_web, _req, res) => {
  describeWorkbook(res, '客户档案模板.xlsx');
  await writeWorkbook(
    res,
    fileSheets.map((sheet) => ({ ...sheet, portions: [] })),
  );
};
