import { broken } from './UnusableArchive.js';

const localSignature = 0x04034b50;
const headerLength = 30;
/** Sizes follow the packed bytes, where no reader that begins at the directory needs them. */
const hasDescriptor = 8;
const elsewhere = 0xffffffff;

/** What the directory says of an entry. */
interface Told {
  name: Buffer;
  method: number;
  size: number;
  packedSize: number;
  offset: number;
}

/**
 * Holds what the directory says of an entry against its local header, by which some readers go.
 * @returns where the packed bytes begin @throws {UnusableArchive} when they disagree
 */
export function checkLocalHeader(file: Buffer, { name, method, size, packedSize, offset }: Told): number {
  if (offset + headerLength > file.length || file.readUInt32LE(offset) !== localSignature) throw broken();
  const nameAt = offset + headerLength;
  const nameEnd = nameAt + file.readUInt16LE(offset + 26);
  if (!name.equals(file.subarray(nameAt, nameEnd))) throw broken();
  if (file.readUInt16LE(offset + 8) !== method) throw broken();
  const mayBeLeftOut = (file.readUInt16LE(offset + 6) & hasDescriptor) !== 0;
  const agrees = (field: number, told: number) => {
    const value = file.readUInt32LE(offset + field);
    return value === told || value === elsewhere || (mayBeLeftOut && value === 0);
  };
  if (!agrees(18, packedSize) || !agrees(22, size)) throw broken();
  return nameEnd + file.readUInt16LE(offset + 28);
}
