import JSZip from 'jszip';
import { readDirectory } from '../archives/readDirectory.js';
import { UnusableArchive } from '../archives/UnusableArchive.js';
import { refuseLarge, unpack } from '../archives/unpack.js';
import { InvalidUpload } from '../errors.js';
import { refuseHostileXml, tooLarge } from './refuseHostileXml.js';

/** 20,000 rows unpack to about 15 MB. */
const maxUnpackedMegabytes = 80;
/** Parts with the contents of cells; pictures, charts, comments and links are dropped. */
const cellParts =
  /^xl\/(workbook\.xml|_rels\/workbook\.xml\.rels|sharedStrings\.xml|styles\.xml|worksheets\/sheet\d{1,4}\.xml)$/;

const notAWorkbook = () =>
  new InvalidUpload('该文件不是 Excel 工作簿（.xlsx），或已损坏。请用 Excel 另存为 .xlsx 后再上传。');

/**
 * Makes a safe archive of an uploaded workbook: every part is unpacked once, under limits, and the parts that hold the cells are
 * packed anew, so that the reader of the cells can see nothing else than what was checked here.
 * @throws {InvalidUpload} for what is no workbook, contradicts itself, holds macros or is too large
 */
export async function openWorkbook(file: Buffer): Promise<Buffer> {
  const checked = new JSZip();
  for (const { name, content } of unpackParts(file)) {
    if (!cellParts.test(name)) continue;
    refuseHostileXml(name, content);
    checked.file(name, content);
  }
  return checked.generateAsync({ type: 'nodebuffer', compression: 'STORE' });
}

function unpackParts(file: Buffer): { name: string; content: Buffer }[] {
  try {
    const entries = readDirectory(file);
    if (!entries.some(({ name }) => name === 'xl/workbook.xml')) throw notAWorkbook();
    if (entries.some(({ name }) => name.toLowerCase().endsWith('vbaproject.bin'))) {
      throw new InvalidUpload('工作簿含有宏，不能导入。请另存为不含宏的 .xlsx 文件。');
    }
    refuseLarge(entries, maxUnpackedMegabytes * 1024 * 1024);
    return entries.map((entry) => ({ name: entry.name, content: unpack(file, entry) }));
  } catch (error) {
    if (!(error instanceof UnusableArchive)) throw error;
    throw error.reason === 'large'
      ? tooLarge(`最多 ${maxUnpackedMegabytes} MB、5000 个部分`)
      : notAWorkbook();
  }
}
