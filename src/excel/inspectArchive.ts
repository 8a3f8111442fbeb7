import { inflateRawSync } from 'node:zlib';
import { InvalidUpload } from '../errors.js';

/** What a workbook may unpack to: 20,000 rows take about 15 MB. */
const mostBytes = 80 * 1024 * 1024;
const mostEntries = 500;
/** Cells of all named ranges together; the reader walks through each of them. */
const mostNamedCells = 5_000_000;

const endOfDirectory = 0x06054b50;
const directoryEntry = 0x02014b50;
const localEntry = 0x04034b50;
const [stored, deflated] = [0, 8];

const notAWorkbook = () =>
  new InvalidUpload('该文件不是 Excel 工作簿（.xlsx），或已损坏。请用 Excel 另存为 .xlsx 后再上传。');
const tooLarge = () =>
  new InvalidUpload('工作簿展开后过大，没有读取。请删去无关的工作表和格式，或分成几个文件导入。');

interface Entry {
  name: string;
  method: number;
  packedSize: number;
  offset: number;
}

/**
 * Unpacks a workbook once under limits, before any reader that has none sees it: zip bombs, entries that lie about their
 * size, macros, and named ranges over whole sheets are refused.
 * @throws {InvalidUpload}
 */
export function inspectArchive(file: Buffer): void {
  const entries = readDirectory(file);
  if (!entries.some(({ name }) => name === 'xl/workbook.xml')) throw notAWorkbook();
  if (entries.some(({ name }) => name.endsWith('vbaProject.bin'))) {
    throw new InvalidUpload('工作簿含有宏，不能导入。请另存为不含宏的 .xlsx 文件。');
  }
  let total = 0;
  for (const entry of entries) {
    const content = unpack(file, entry, mostBytes - total);
    total += content.length;
    if (entry.name === 'xl/workbook.xml') refuseHugeNames(content.toString('utf8'));
  }
}

function readDirectory(file: Buffer): Entry[] {
  const end = file.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (end < 0 || end + 22 > file.length || file.readUInt32LE(end) !== endOfDirectory) throw notAWorkbook();
  const count = file.readUInt16LE(end + 10);
  if (count > mostEntries) throw tooLarge();
  const entries: Entry[] = [];
  let at = file.readUInt32LE(end + 16);
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > file.length || file.readUInt32LE(at) !== directoryEntry) throw notAWorkbook();
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((field) =>
      file.readUInt16LE(at + field),
    ) as [number, number, number];
    entries.push({
      name: file.toString('utf8', at + 46, at + 46 + nameLength).replace(/^\//, ''),
      method: file.readUInt16LE(at + 10),
      packedSize: file.readUInt32LE(at + 20),
      offset: file.readUInt32LE(at + 42),
    });
    at += 46 + nameLength + extraLength + commentLength;
  }
  return entries;
}

function unpack(file: Buffer, { method, packedSize, offset }: Entry, limit: number): Buffer {
  if (offset + 30 > file.length || file.readUInt32LE(offset) !== localEntry) throw notAWorkbook();
  const start = offset + 30 + file.readUInt16LE(offset + 26) + file.readUInt16LE(offset + 28);
  if (start + packedSize > file.length) throw notAWorkbook();
  const packed = file.subarray(start, start + packedSize);
  if (limit <= 0) throw tooLarge();
  if (method === stored) {
    if (packed.length > limit) throw tooLarge();
    return packed;
  }
  if (method !== deflated) throw notAWorkbook();
  try {
    return inflateRawSync(packed, { maxOutputLength: limit });
  } catch (error) {
    throw (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE' ? tooLarge() : notAWorkbook();
  }
}

function refuseHugeNames(workbook: string): void {
  let cells = 0;
  for (const [, left, top, right, bottom] of workbook.matchAll(
    /\$([A-Z]{1,3})\$(\d+):\$([A-Z]{1,3})\$(\d+)/gi,
  )) {
    const columns = columnNumber(right as string) - columnNumber(left as string) + 1;
    cells += Math.abs(columns * (Number(bottom) - Number(top) + 1));
  }
  if (cells > mostNamedCells) throw tooLarge();
}

function columnNumber(letters: string): number {
  return [...letters.toUpperCase()].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
}
