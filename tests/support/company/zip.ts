import { crc32, deflateRawSync } from 'node:zlib';

/** An entry of an archive that may lie: what is not given is true. */
export interface ZipEntry {
  name: string;
  content: Buffer | string;
  /** Packed bytes instead of the honest ones. */
  packed?: Buffer;
  stored?: boolean;
  /** What the local header says instead. */
  local?: Partial<HeaderFields> & { signature?: number };
  /** What the directory says instead. */
  central?: Partial<HeaderFields> & { offset?: number; signature?: number };
  /** Written after the packed bytes. */
  descriptor?: boolean;
  /** Zip64 fields of the directory: the numbers that it holds. */
  zip64?: bigint[];
  /** Shares the place of the entry with this index instead of having one. */
  shares?: number;
}

interface HeaderFields {
  name: string;
  flags: number;
  method: number;
  crc: number;
  packedSize: number;
  size: number;
}

export interface ZipEnd {
  count?: number;
  size?: number;
  offset?: number;
  comment?: Buffer;
  commentLength?: number;
  /** Between the directory and the end record. */
  gap?: Buffer;
  before?: Buffer;
}

/** Builds an archive, honest or not. */
export function zipOf(entries: readonly ZipEntry[], end: ZipEnd = {}): Buffer {
  const parts: Buffer[] = [end.before ?? Buffer.alloc(0)];
  const offsets: number[] = [];
  let length = parts[0]!.length;
  const add = (...buffers: Buffer[]) => {
    for (const buffer of buffers) {
      parts.push(buffer);
      length += buffer.length;
    }
  };
  for (const entry of entries) {
    offsets.push(entry.shares === undefined ? length : (offsets[entry.shares] as number));
    if (entry.shares === undefined) add(...localPart(entry));
  }
  const directoryAt = length;
  for (const [index, entry] of entries.entries()) add(centralPart(entry, offsets[index] as number));
  const directorySize = length - directoryAt;
  const comment = end.comment ?? Buffer.alloc(0);
  const record = Buffer.alloc(22);
  record.writeUInt32LE(0x06054b50, 0);
  record.writeUInt16LE(end.count ?? entries.length, 8);
  record.writeUInt16LE(end.count ?? entries.length, 10);
  record.writeUInt32LE(end.size ?? directorySize, 12);
  record.writeUInt32LE(end.offset ?? directoryAt, 16);
  record.writeUInt16LE(end.commentLength ?? comment.length, 20);
  add(end.gap ?? Buffer.alloc(0), record, comment);
  return Buffer.concat(parts);
}

function honest(entry: ZipEntry): HeaderFields & { packed: Buffer } {
  const content = Buffer.from(entry.content as string);
  const packed = entry.packed ?? (entry.stored ? content : deflateRawSync(content));
  return {
    packed,
    name: entry.name,
    flags: entry.descriptor ? 8 : 0,
    method: entry.stored ? 0 : 8,
    crc: crc32(content),
    packedSize: packed.length,
    size: content.length,
  };
}

function localPart(entry: ZipEntry): Buffer[] {
  const { packed, ...told } = honest(entry);
  const left = entry.descriptor ? { crc: 0, packedSize: 0, size: 0 } : {};
  const fields = { ...told, ...left, ...entry.local };
  const name = Buffer.from(fields.name);
  const head = Buffer.alloc(30);
  head.writeUInt32LE(entry.local?.signature ?? 0x04034b50, 0);
  writeFields(head, 6, fields);
  head.writeUInt16LE(name.length, 26);
  const descriptor = Buffer.alloc(entry.descriptor ? 16 : 0);
  if (entry.descriptor) {
    descriptor.writeUInt32LE(0x08074b50, 0);
    descriptor.writeUInt32LE(told.crc, 4);
    descriptor.writeUInt32LE(told.packedSize, 8);
    descriptor.writeUInt32LE(told.size, 12);
  }
  return [head, name, packed, descriptor];
}

function centralPart(entry: ZipEntry, offset: number): Buffer {
  const { packed: _, ...told } = honest(entry);
  const fields = { ...told, ...entry.central };
  const name = Buffer.from(fields.name);
  const extra = entry.zip64 ? zip64Extra(entry.zip64) : Buffer.alloc(0);
  const head = Buffer.alloc(46);
  head.writeUInt32LE(entry.central?.signature ?? 0x02014b50, 0);
  writeFields(head, 8, fields);
  head.writeUInt16LE(name.length, 28);
  head.writeUInt16LE(extra.length, 30);
  head.writeUInt32LE(entry.central?.offset ?? offset, 42);
  return Buffer.concat([head, name, extra]);
}

/** Flags, method, checksum and sizes stand in the same order in both headers. */
function writeFields(head: Buffer, at: number, { flags, method, crc, packedSize, size }: HeaderFields): void {
  head.writeUInt16LE(flags, at);
  head.writeUInt16LE(method, at + 2);
  head.writeUInt32LE(crc, at + 8);
  head.writeUInt32LE(packedSize, at + 12);
  head.writeUInt32LE(size, at + 16);
}

function zip64Extra(values: readonly bigint[]): Buffer {
  const extra = Buffer.alloc(4 + 8 * values.length);
  extra.writeUInt16LE(1, 0);
  extra.writeUInt16LE(8 * values.length, 2);
  for (const [index, value] of values.entries()) extra.writeBigUInt64LE(value, 4 + 8 * index);
  return extra;
}
