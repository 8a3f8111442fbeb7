import { crc32, inflateRawSync } from 'node:zlib';
import type { ArchiveEntry } from './readDirectory.js';
import { brokenArchive, UnusableArchive } from './UnusableArchive.js';

/**
 * The content of an entry: inflating stops at the first byte more than the directory promised, and what comes out must be as long
 * as promised and have the checksum.
 * @throws {UnusableArchive}
 */
export function unpack(
  file: Buffer,
  { isDeflated, packedSize, size, crc32: told, start }: ArchiveEntry,
): Buffer {
  const packed = file.subarray(start, start + packedSize);
  const content = isDeflated ? inflate(packed, size) : packed;
  if (content.length !== size || crc32(content) !== told) throw brokenArchive();
  return content;
}

/** @throws {UnusableArchive} when all entries together claim more than `most` bytes */
export function refuseLarge(entries: readonly ArchiveEntry[], most: number): void {
  if (entries.reduce((sum, { size }) => sum + size, 0) > most) throw new UnusableArchive('large');
}

function inflate(packed: Buffer, size: number): Buffer {
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, size) });
  } catch {
    throw brokenArchive();
  }
}
