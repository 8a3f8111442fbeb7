import { open, readFile } from 'node:fs/promises';
import { fileTypeFromBuffer } from 'file-type';
import { readDirectory } from '../archives/readDirectory.js';
import { UnusableArchive } from '../archives/UnusableArchive.js';

/** The signatures of all allowed types lie within this part of a file. */
const headBytes = 64 * 1024;
const archiveSignature = Buffer.from([0x50, 0x4b, 3, 4]);
const office = 'application/vnd.openxmlformats-officedocument';

/**
 * The media type that a file's content tells; undefined for none that is known and for a file that contradicts itself or is cut
 * off. Only its head is looked at, and of an archive its directory: nothing is unpacked.
 */
export async function mediaTypeOf(path: string): Promise<string | undefined> {
  const head = await readHead(path);
  if (head.subarray(0, 4).equals(archiveSignature)) return officeTypeOf(await readFile(path));
  try {
    return (await fileTypeFromBuffer(head))?.mime;
  } catch {
    // The signature is known, but the rest contradicts it.
    return undefined;
  }
}

async function readHead(path: string): Promise<Buffer> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(headBytes), 0, headBytes, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

/** Word or Excel without macros, by the names of the parts. */
function officeTypeOf(file: Buffer): string | undefined {
  const names = namesIn(file);
  if (!names.has('[content_types].xml') || [...names].some((name) => name.endsWith('vbaproject.bin')))
    return undefined;
  if (names.has('word/document.xml')) return `${office}.wordprocessingml.document`;
  return names.has('xl/workbook.xml') ? `${office}.spreadsheetml.sheet` : undefined;
}

function namesIn(file: Buffer): Set<string> {
  try {
    return new Set(readDirectory(file).map(({ name }) => name.toLowerCase()));
  } catch (error) {
    if (error instanceof UnusableArchive) return new Set();
    throw error;
  }
}
