import { brokenArchive } from './UnusableArchive.js';

const localSignature = 0x04034b50;
const headerLength = 30;
/** Flag: a data descriptor after the packed bytes holds the sizes. */
const hasDescriptor = 8;
const zip64Marker = 0xffffffff;

/** Facts about an entry, from the directory. */
interface DirectoryFacts {
  name: Buffer;
  method: number;
  size: number;
  packedSize: number;
  offset: number;
}

/**
 * Compares the directory's facts with the local header, because some readers use only the header.
 * @returns where the packed bytes begin @throws {UnusableArchive} when they disagree
 */
export function checkLocalHeader(
  file: Buffer,
  { name, method, size, packedSize, offset }: DirectoryFacts,
): number {
  if (offset + headerLength > file.length || file.readUInt32LE(offset) !== localSignature)
    throw brokenArchive();
  const nameAt = offset + headerLength;
  const nameEnd = nameAt + file.readUInt16LE(offset + 26);
  if (!name.equals(file.subarray(nameAt, nameEnd))) throw brokenArchive();
  if (file.readUInt16LE(offset + 8) !== method) throw brokenArchive();
  const mayBeLeftOut = (file.readUInt16LE(offset + 6) & hasDescriptor) !== 0;
  const agrees = (field: number, told: number) => {
    const value = file.readUInt32LE(offset + field);
    return value === told || value === zip64Marker || (mayBeLeftOut && value === 0);
  };
  if (!agrees(18, packedSize) || !agrees(22, size)) throw brokenArchive();
  return nameEnd + file.readUInt16LE(offset + 28);
}
