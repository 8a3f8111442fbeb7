import { deflateRawSync } from 'node:zlib';
import { type ZipEnd, type ZipEntry, zipOf } from './zip.js';

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const megabyte = 1024 * 1024;
const elsewhere = 0xffffffff;

export interface WorkbookParts {
  sheet?: Partial<ZipEntry>;
  strings?: Partial<ZipEntry>;
  styles?: Partial<ZipEntry>;
  book?: Partial<ZipEntry>;
  more?: ZipEntry[];
  end?: ZipEnd;
}

const head = ['客户编号', '客户名称', '电话', '备注'];
const row = (number: number, cells: readonly string[]) => {
  const inline = (text: string, index: number) =>
    `<c r="${'ABCD'[index]}${number}" t="inlineStr"><is><t>${text}</t></is></c>`;
  return `<row r="${number}">${cells.map(inline).join('')}</row>`;
};
const sheetOf = (rows: string) =>
  `<?xml version="1.0"?><worksheet xmlns="${main}"><sheetData>${rows}</sheetData></worksheet>`;
const honestRows = row(1, head) + row(2, ['', '诚实的厂', '021-55550000', '']);
const bookOf = (rest = '') =>
  `<?xml version="1.0"?><workbook xmlns="${main}" xmlns:r="${relations}"><sheets>` +
  `<sheet name="客户" sheetId="1" r:id="rId1"/></sheets>${rest}</workbook>`;
const stylesOf = (rest = '') => `<?xml version="1.0"?><styleSheet xmlns="${main}">${rest}</styleSheet>`;

/** A workbook that the import of customers takes, but for the parts that are given. */
export function workbookWith({ sheet, strings, styles, book, more = [], end }: WorkbookParts = {}): Buffer {
  const relation = (id: number, type: string, target: string) =>
    `<Relationship Id="rId${id}" Type="${relations}/${type}" Target="${target}"/>`;
  const targets =
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">' +
    relation(1, 'worksheet', 'worksheets/sheet1.xml') +
    relation(2, 'sharedStrings', 'sharedStrings.xml') +
    relation(3, 'styles', 'styles.xml') +
    '</Relationships>';
  return zipOf(
    [
      { name: '[Content_Types].xml', content: '<Types/>' },
      { name: 'xl/workbook.xml', content: bookOf(), ...book },
      { name: 'xl/_rels/workbook.xml.rels', content: targets },
      { name: 'xl/worksheets/sheet1.xml', content: sheetOf(honestRows), ...sheet },
      { name: 'xl/sharedStrings.xml', content: `<sst xmlns="${main}"></sst>`, ...strings },
      { name: 'xl/styles.xml', content: stylesOf(), ...styles },
      ...more,
    ],
    end,
  );
}

/** Deflated zeros, as many megabytes of them, without ever holding them: the deflated megabyte is repeated. */
function deflatedZeros(megabytes: number): Buffer {
  const block = deflateRawSync(Buffer.alloc(megabyte), { finishFlush: 3 });
  return Buffer.concat([...Array.from({ length: megabytes }, () => block), deflateRawSync(Buffer.alloc(0))]);
}

const text = (part: string, times: number) => Buffer.from(part.repeat(times));
const content = sheetOf(honestRows);
const sized = { size: Buffer.byteLength(content), packedSize: deflateRawSync(content).length };
const bomb = (): ZipEntry => ({ name: 'xl/media/image1.png', content: '', packed: deflatedZeros(4096) });
const billion =
  '<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]><worksheet>&c;</worksheet>';

/**
 * An honest archive before one that unpacks to 3 GB: the end record names the directory of the first, its zip64 twin that of the
 * second. Which one a reader takes depends on the reader.
 */
function twoDirectories(): Buffer {
  const honest = workbookWith();
  const large = { size: 3000 * megabyte };
  const before = honest.subarray(0, -22);
  const other = workbookWith({
    sheet: { packed: deflatedZeros(3000), central: large, local: large },
    end: { before },
  });
  const [size, offset] = [other.readUInt32LE(other.length - 10), other.readUInt32LE(other.length - 6)];
  const count = BigInt(other.readUInt16LE(other.length - 12));
  const twin = Buffer.alloc(56 + 20);
  twin.writeUInt32LE(0x06064b50, 0);
  for (const [at, value] of [
    [4, 44n],
    [24, count],
    [32, count],
    [40, BigInt(size)],
    [48, BigInt(offset)],
  ] as const)
    twin.writeBigUInt64LE(value, at);
  twin.writeUInt32LE(0x07064b50, 56);
  twin.writeBigUInt64LE(BigInt(other.length - 22), 64);
  twin.writeUInt32LE(1, 72);
  const end = Buffer.from(honest.subarray(-22));
  end.writeUInt32LE(elsewhere, 12);
  return Buffer.concat([other.subarray(0, -22), twin, end]);
}

/** Archives that lie about themselves, unpack without end, or hold what keeps a reader of cells busy. */
export const hostileWorkbooks: Record<string, () => Buffer> = {
  'the size in the directory is too small': () => workbookWith({ sheet: { central: { size: 10 } } }),
  'the size in the directory is too large': () => workbookWith({ sheet: { central: { size: 10_000 } } }),
  'both headers say a size that is too small': () =>
    workbookWith({ sheet: { central: { size: 10 }, local: { size: 10 } } }),
  'the packed size in the directory is too small': () =>
    workbookWith({ sheet: { central: { packedSize: 10 } } }),
  'both headers cut the packed bytes': () =>
    workbookWith({ sheet: { central: { packedSize: 10 }, local: { packedSize: 10 } } }),
  'the packed size reaches behind the file': () =>
    workbookWith({ sheet: { central: { packedSize: 0x7fffffff }, local: { packedSize: 0x7fffffff } } }),
  'the local header says another size': () => workbookWith({ sheet: { local: { size: 4_000_000_000 } } }),
  'the local header says another packed size': () => workbookWith({ sheet: { local: { packedSize: 1 } } }),
  'the local header says another name': () =>
    workbookWith({ sheet: { local: { name: 'xl/worksheets/sheet9.xml' } } }),
  'the local header says another method': () => workbookWith({ sheet: { local: { method: 0 } } }),
  'the directory says stored, the bytes are deflated': () =>
    workbookWith({ sheet: { central: { method: 0 }, local: { method: 0 } } }),
  'a method that nobody knows': () =>
    workbookWith({ sheet: { central: { method: 99 }, local: { method: 99 } } }),
  'an encrypted entry': () => workbookWith({ sheet: { central: { flags: 1 }, local: { flags: 1 } } }),
  'a wrong checksum': () => workbookWith({ sheet: { central: { crc: 1 }, local: { crc: 1 } } }),
  'a local header without its signature': () => workbookWith({ sheet: { local: { signature: 0 } } }),
  'a directory entry without its signature': () => workbookWith({ sheet: { central: { signature: 0 } } }),
  'two entries at one place': () =>
    workbookWith({ more: [{ name: 'xl/worksheets/sheet2.xml', content, shares: 3 }] }),
  'a thousand entries at one place': () =>
    workbookWith({
      more: Array.from({ length: 1000 }, (_, index) => ({
        name: 'xl/worksheets/sheet1.xml',
        content,
        shares: 3,
        central: { name: `xl/worksheets/sheet${index + 2}.xml` },
      })),
    }),
  'an entry that reaches into the next': () =>
    workbookWith({
      sheet: { central: { packedSize: sized.packedSize + 40 }, local: { packedSize: 0, flags: 8 } },
    }),
  'an entry that lies in the directory': () => workbookWith({ sheet: { central: { offset: 100_000 } } }),
  'an entry inside of another': () => workbookWith({ sheet: { central: { offset: 3 } } }),
  'one name twice': () =>
    workbookWith({ more: [{ name: 'xl/worksheets/sheet1.xml', content: sheetOf('') }] }),
  'one name in two cases': () =>
    workbookWith({ more: [{ name: 'XL/Worksheets/Sheet1.xml', content: sheetOf('') }] }),
  'one name with a slash before it': () =>
    workbookWith({ more: [{ name: '/xl/worksheets/sheet1.xml', content: sheetOf('') }] }),
  'an end record that counts too few': () => workbookWith({ end: { count: 3 } }),
  'an end record that counts too many': () => workbookWith({ end: { count: 60 } }),
  'a directory that is said to be empty': () => workbookWith({ end: { count: 0, size: 0 } }),
  'a directory that is said to lie elsewhere': () => workbookWith({ end: { offset: 5 } }),
  'a directory behind the file': () => workbookWith({ end: { offset: 0x7ffffff0 } }),
  'a second archive behind the first': () => Buffer.concat([workbookWith(), workbookWith()]),
  'a second end record in the comment': () =>
    workbookWith({ end: { comment: zipOf([]) }, more: [] }).subarray(0, -1),
  'a comment that is longer than the file': () => workbookWith({ end: { commentLength: 500 } }),
  'bytes between the directory and its end': () => workbookWith({ end: { gap: Buffer.alloc(64, 0x50) } }),
  'bytes before the archive': () =>
    workbookWith({ end: { before: Buffer.from('MZ\u0000\u0000'), offset: 0 } }),
  'zip64: a size of 16 exabytes': () =>
    workbookWith({ sheet: { central: { size: elsewhere }, zip64: [0xffffffffffffffffn] } }),
  'zip64: a size that is too small': () =>
    workbookWith({ sheet: { central: { size: elsewhere }, local: { size: elsewhere }, zip64: [12n] } }),
  'zip64: an offset behind the file': () =>
    workbookWith({ sheet: { central: { offset: elsewhere }, zip64: [1n << 40n] } }),
  'zip64: numbers that are not there': () => workbookWith({ sheet: { central: { size: elsewhere } } }),
  'zip64: an end record for 65,535 files': () => workbookWith({ end: { count: 0xffff } }),
  'zip64: two directories, of which each reader takes another': twoDirectories,
  'a descriptor, and bytes that unpack to more': () =>
    workbookWith({ sheet: { descriptor: true, central: { size: 100 } } }),
  'a descriptor, and 4 GB of zeros': () =>
    workbookWith({ sheet: { descriptor: true, packed: deflatedZeros(4096), central: { size: 1000 } } }),
  '4 GB of zeros that own to it': () =>
    workbookWith({
      sheet: {
        packed: deflatedZeros(4095),
        central: { size: 4095 * megabyte },
        local: { size: 4095 * megabyte },
      },
    }),
  '4 GB of zeros that are said to be a page': () => workbookWith({ sheet: { packed: deflatedZeros(4096) } }),
  '4 GB of zeros in a picture': () => workbookWith({ more: [bomb()] }),
  '4 GB of zeros in the list of types': () =>
    workbookWith({ more: [{ ...bomb(), name: 'docProps/core.xml' }] }),
  'a hundred parts of a megabyte': () =>
    workbookWith({
      more: Array.from({ length: 100 }, (_, index) => ({
        name: `xl/p${index}.bin`,
        content: Buffer.alloc(megabyte),
      })),
    }),
  'six thousand parts': () =>
    workbookWith({
      more: Array.from({ length: 6000 }, (_, index) => ({
        name: `xl/p${index}.bin`,
        content: '',
        stored: true,
      })),
    }),
  'an archive in an archive in an archive': () =>
    zipOf([
      {
        name: 'a.zip',
        content: zipOf([{ name: 'b.zip', content: workbookWith(), stored: true }]),
        stored: true,
      },
    ]),
  'an archive with itself for a workbook': () => workbookWith({ book: { content: workbookWith() } }),
  'deflated bytes with rubbish in the middle': () =>
    workbookWith({
      sheet: { packed: Buffer.concat([deflateRawSync(content).subarray(0, 30), Buffer.alloc(60, 7)]) },
    }),
  macros: () => workbookWith({ more: [{ name: 'xl/vbaProject.bin', content: 'x' }] }),
  'entities that multiply': () => workbookWith({ sheet: { content: billion } }),
  'an entity that reads a file': () =>
    workbookWith({
      strings: {
        content: '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><sst><si><t>&x;</t></si></sst>',
      },
    }),
  'twenty million cells': () =>
    workbookWith({ sheet: { content: sheetOf(`<row>${'<c/>'.repeat(15_000_000)}</row>`) } }),
  'three million rows': () =>
    workbookWith({ sheet: { content: sheetOf('<row/><row></row>'.repeat(1_500_000)) } }),
  'a cell in the last column of the last row': () =>
    workbookWith({ sheet: { content: sheetOf('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>') } }),
  'five million shared strings': () =>
    workbookWith({ strings: { content: text('<si><t>a</t></si>', 4_000_000) } }),
  'one shared string of 70 MB': () =>
    workbookWith({
      strings: { content: Buffer.concat([Buffer.from('<si><t>'), Buffer.alloc(70 * megabyte, 97)]) },
    }),
  'a million styles': () => workbookWith({ styles: { content: text('<xf/>', 1_000_000) } }),
  'a number format of 50 MB': () =>
    workbookWith({
      styles: {
        content: stylesOf(
          `<numFmts><numFmt numFmtId="200" formatCode="${'['.repeat(50_000_000)}"/></numFmts>`,
        ),
      },
    }),
  'a name over a whole sheet': () =>
    workbookWith({
      book: {
        content: bookOf(
          '<definedNames><definedName name="a">客户!A1:XFD1048576</definedName></definedNames>',
        ),
      },
    }),
  'a hundred thousand sheets': () =>
    workbookWith({ book: { content: text('<sheet name="a" sheetId="1"/>', 300_000) } }),
  'a sheet that breaks off': () => workbookWith({ sheet: { content: content.slice(0, 300) } }),
  'a hundred thousand tags in each other': () =>
    workbookWith({ sheet: { content: sheetOf('<row>'.repeat(100_000)) } }),
  'a hundred thousand tags in each other, each beside a comment that seems to close it': () =>
    workbookWith({ sheet: { content: sheetOf('<row><!--</row>-->'.repeat(100_000)) } }),
  'a hundred thousand tags in each other that seem to end at once': () =>
    workbookWith({ sheet: { content: sheetOf('<row a="/>">'.repeat(100_000)) } }),
  'bytes that are no text': () => workbookWith({ sheet: { content: Buffer.alloc(100_000, 0xff) } }),
};
