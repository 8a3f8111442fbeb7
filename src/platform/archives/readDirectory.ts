import { checkLocalHeader } from './checkLocalHeader.js';
import { brokenArchive, UnusableArchive } from './UnusableArchive.js';

/** One file of an archive, with facts on which directory and local header agree. */
export interface ArchiveEntry {
  name: string;
  isDeflated: boolean;
  packedSize: number;
  size: number;
  crc32: number;
  /** Offsets of its local header and of its packed bytes. */
  offset: number;
  start: number;
}

const endSignature = 0x06054b50;
const zip64EndSignature = 0x06064b50;
const directorySignature = 0x02014b50;
const endLength = 22;
const maxCommentLength = 0xffff;
const [stored, deflated] = [0, 8];
/** Marks a value that is stored in the zip64 extra field. */
const zip64Marker = 0xffffffff;
const zip64Extra = 1;
const encrypted = 1;

/** An office file has some hundred files, with many photos a few thousand. */
const maxEntries = 5000;

/**
 * Reads the directory of a zip archive without unpacking anything, and believes it only where nothing contradicts it: every local
 * header says the same, no two entries overlap or share a name, and nothing is encrypted.
 * @throws {UnusableArchive}
 */
export function readDirectory(file: Buffer): ArchiveEntry[] {
  const { count, offset, end } = findDirectory(file);
  const entries: ArchiveEntry[] = [];
  let at = offset;
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > end || file.readUInt32LE(at) !== directorySignature) throw brokenArchive();
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((field) =>
      file.readUInt16LE(at + field),
    ) as [number, number, number];
    const next = at + 46 + nameLength + extraLength + commentLength;
    if (next > end) throw brokenArchive();
    entries.push(readEntry(file, at, nameLength, extraLength));
    at = next;
  }
  if (at !== end) throw brokenArchive();
  refuseOverlaps(entries, offset);
  refuseDuplicates(entries);
  return entries;
}

/** The end record must be the end of the file, and the directory must end where that record (or its zip64 version) begins. */
function findDirectory(file: Buffer): { count: number; offset: number; end: number } {
  const first = Math.max(0, file.length - endLength - maxCommentLength);
  for (let at = file.length - endLength; at >= first; at -= 1) {
    if (file.readUInt32LE(at) !== endSignature || file.readUInt16LE(at + 20) !== file.length - at - endLength)
      continue;
    const count = file.readUInt16LE(at + 10);
    const size = file.readUInt32LE(at + 12);
    const offset = file.readUInt32LE(at + 16);
    const end = offset + size;
    if (count > maxEntries) throw new UnusableArchive('large');
    const isWhole = file.readUInt32LE(at + 4) === 0 && file.readUInt16LE(at + 8) === count;
    if (!isWhole || end > at) throw brokenArchive();
    if (end < at && (end + 4 > at || file.readUInt32LE(end) !== zip64EndSignature)) throw brokenArchive();
    return { count, offset, end };
  }
  throw brokenArchive();
}

function readEntry(file: Buffer, at: number, nameLength: number, extraLength: number): ArchiveEntry {
  const method = file.readUInt16LE(at + 10);
  if (file.readUInt16LE(at + 8) & encrypted || (method !== stored && method !== deflated))
    throw brokenArchive();
  const nameAt = at + 46;
  const extra = file.subarray(nameAt + nameLength, nameAt + nameLength + extraLength);
  const long = zip64Values(extra);
  const read = (field: number) => {
    const value = file.readUInt32LE(at + field);
    return value === zip64Marker ? (long.shift() ?? zip64Marker) : value;
  };
  // In the order of the zip64 field: size, packed size, offset.
  const size = read(24);
  const packedSize = read(20);
  const offset = read(42);
  const name = file.subarray(nameAt, nameAt + nameLength);
  const start = checkLocalHeader(file, { name, method, size, packedSize, offset });
  if (method === stored && size !== packedSize) throw brokenArchive();
  return {
    name: name.toString('utf8').replaceAll('\\', '/').replace(/^\/+/, ''),
    isDeflated: method === deflated,
    packedSize,
    size,
    crc32: file.readUInt32LE(at + 16),
    offset,
    start,
  };
}

/** The 64-bit numbers of a zip64 extra field; those too large to be exact are far above every limit. */
function zip64Values(extra: Buffer): number[] {
  for (let at = 0; at + 4 <= extra.length; ) {
    const length = extra.readUInt16LE(at + 2);
    if (at + 4 + length > extra.length) throw brokenArchive();
    if (extra.readUInt16LE(at) === zip64Extra) {
      const count = Math.floor(length / 8);
      return Array.from({ length: count }, (_, index) => Number(extra.readBigUInt64LE(at + 4 + 8 * index)));
    }
    at += 4 + length;
  }
  return [];
}

function refuseOverlaps(entries: readonly ArchiveEntry[], directory: number): void {
  let free = 0;
  for (const { offset, start, packedSize } of entries.toSorted((a, b) => a.offset - b.offset)) {
    if (offset < free) throw brokenArchive();
    free = start + packedSize;
  }
  if (free > directory) throw brokenArchive();
}

/** Readers differ in which of two equal names they use, and some ignore the case. */
function refuseDuplicates(entries: readonly ArchiveEntry[]): void {
  if (new Set(entries.map(({ name }) => name.toLowerCase())).size < entries.length) throw brokenArchive();
}
