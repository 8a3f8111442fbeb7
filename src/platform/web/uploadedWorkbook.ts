import { readFile } from 'node:fs/promises';
import type { Request } from 'express';
import { InvalidUpload } from '../errors.js';

/** The workbook of an import form, and its name as it may be shown. @throws {InvalidUpload} when none was chosen */
export async function uploadedWorkbook(req: Request): Promise<{ fileName: string; content: Buffer }> {
  const file = Array.isArray(req.files) ? req.files.find(({ fieldname }) => fieldname === 'file') : undefined;
  if (!file || file.size === 0) throw new InvalidUpload('请选择要导入的 Excel 文件（.xlsx）。');
  const fileName = file.originalname.replace(/[^\p{L}\p{N}\p{P}\p{S} ]/gu, '').slice(-120);
  return { fileName, content: await readFile(file.path) };
}
