const [endMark, entryMark] = [0x06054b50, 0x02014b50];
const [endLength, entryLength] = [22, 46];

/** How large the files of a zip archive are when unpacked, as its directory declares; null for what is no zip archive. */
export function unpackedBytes(content: Buffer): number | null {
  const end = content.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (end < 0 || end + endLength > content.length || content.readUInt32LE(end) !== endMark) return null;
  let at = content.readUInt32LE(end + 16);
  let sum = 0;
  for (let entry = content.readUInt16LE(end + 10); entry > 0; entry -= 1) {
    if (at + entryLength > content.length || content.readUInt32LE(at) !== entryMark) return null;
    sum += content.readUInt32LE(at + 24);
    const names =
      content.readUInt16LE(at + 28) + content.readUInt16LE(at + 30) + content.readUInt16LE(at + 32);
    at += entryLength + names;
  }
  return sum;
}
