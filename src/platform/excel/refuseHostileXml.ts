import { InvalidUpload } from '../errors.js';
import { readTag } from './readTag.js';

/** Tags of one sheet or of the shared strings: 50,000 rows of twelve cells have about 3 million. */
const maxTags = 4_000_000;
/** Bytes of one text or tag: a cell takes 32,767 characters. */
const maxPieceBytes = 1024 * 1024;
/** Tags of styles and of the list of sheets. */
const maxOtherTags = 200_000;
/** Bytes of styles and of the list of sheets; anything longer is an attack on the reader. */
const maxOtherBytes = 4 * 1024 * 1024;
/** Cells of all named ranges together; the reader walks through each of them. */
const maxNamedCells = 1_000_000;

/** Tags in each other: a cell with rich text lies 8 deep, extensions of conditional formats some 15. */
const maxDepth = 64;

/** Error for a workbook that exceeds a limit of imports. */
export const tooLarge = (limit: string) =>
  new InvalidUpload(`工作簿展开后过大（${limit}），没有读取。请删去无关的工作表和格式，或分成几个文件导入。`);

const tooDeep = () =>
  new InvalidUpload('工作簿的内容层层嵌套，不是表格软件保存的，不能导入。请用 Excel 另存为 .xlsx 后再上传。');

/**
 * Looks at the bytes of a part before anything reads it: document types (with their entities), more tags than any import has or
 * deeper in each other than any program writes them, and named ranges over whole sheets are refused.
 * @throws {InvalidUpload}
 */
export function refuseHostileXml(name: string, content: Buffer): void {
  if (content.includes('<!DOCTYPE') || content.includes('<!ENTITY')) {
    throw new InvalidUpload('工作簿里有 XML 文档类型声明，不能导入。请用 Excel 另存为 .xlsx 后再上传。');
  }
  const holdsCells = name.startsWith('xl/worksheets/') || name === 'xl/sharedStrings.xml';
  if (!holdsCells && content.length > maxOtherBytes) throw tooLarge('样式和工作表清单最多各 4 MB');
  refuseManyTags(content, holdsCells ? maxTags : maxOtherTags);
  if (name === 'xl/workbook.xml') refuseHugeNames(content.toString('utf8'));
}

/** Walks from tag to tag; what stands in comments, character data and attributes opens and closes nothing. */
function refuseManyTags(content: Buffer, most: number): void {
  let count = 0;
  let depth = 0;
  for (let at = content.indexOf('<'); at >= 0; count += 1) {
    const tag = readTag(content, at);
    depth = Math.max(0, depth + tag.opens);
    const next = content.indexOf('<', tag.end);
    if (depth > maxDepth) throw tooDeep();
    if (count > most) throw tooLarge(`一个部分最多 ${most / 10_000} 万个标签`);
    if ((next < 0 ? content.length : next) - at > maxPieceBytes) throw tooLarge('一段内容最多 1 MB');
    at = next;
  }
}

function refuseHugeNames(workbook: string): void {
  let cells = 0;
  for (const [, left, top, right, bottom] of workbook.matchAll(
    /\$?([A-Z]{1,3})\$?(\d{1,9}):\$?([A-Z]{1,3})\$?(\d{1,9})/gi,
  )) {
    const columns = Math.abs(columnNumber(right as string) - columnNumber(left as string)) + 1;
    cells += columns * (Math.abs(Number(bottom) - Number(top)) + 1);
  }
  if (cells > maxNamedCells) throw tooLarge('命名区域最多 100 万个单元格');
}

function columnNumber(letters: string): number {
  return [...letters.toUpperCase()].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
}
