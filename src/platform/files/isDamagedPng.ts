import { once } from 'node:events';
import { crc32, createInflate } from 'node:zlib';

interface Chunk {
  type: string;
  data: Buffer;
}

/** More would take seconds to decode; no camera makes it. */
const maxPixels = 100_000_000;

/** Whether a PNG lacks chunks, has a wrong checksum, or its pixels can't be inflated to what its head promises (ISO/IEC 15948). */
export async function isDamagedPng(file: Buffer): Promise<boolean> {
  const chunks = readChunks(file);
  const head = chunks?.[0];
  if (!chunks || head?.type !== 'IHDR' || head.data.length !== 13) return true;
  const expected = bytesOfPixels(head.data);
  if (expected === null) return true;
  const parts = chunks.filter(({ type }) => type === 'IDAT').map(({ data }) => data);
  return (await inflatedLength(parts, expected)) !== expected;
}

/** The chunks up to IEND; null when one is cut off or has a wrong checksum. */
function readChunks(file: Buffer): Chunk[] | null {
  const chunks: Chunk[] = [];
  for (let at = 8; at + 12 <= file.length; ) {
    const end = at + 8 + file.readUInt32BE(at);
    if (end + 4 > file.length || crc32(file.subarray(at + 4, end)) !== file.readUInt32BE(end)) return null;
    const type = file.toString('latin1', at + 4, at + 8);
    chunks.push({ type, data: file.subarray(at + 8, end) });
    if (type === 'IEND') return chunks;
    at = end + 4;
  }
  return null;
}

const samples: Record<number, number> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };
/** First column and row, and steps, of the passes of an interlaced image (8.2). */
const passes = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
] as const;

/** Rows of all passes, each with its filter byte; null for a head that can't be. */
function bytesOfPixels(head: Buffer): number | null {
  const [width, height] = [head.readUInt32BE(0), head.readUInt32BE(4)];
  const [depth, colour, interlacing] = [head[8] as number, head[9] as number, head[12]];
  const bits = depth * (samples[colour] ?? 0);
  if (width === 0 || height === 0 || width * height > maxPixels || bits === 0) return null;
  const used = interlacing === 0 ? [[0, 0, 1, 1] as const] : passes;
  return used.reduce((sum, [column, row, columnStep, rowStep]) => {
    const [columns, rows] = [Math.ceil((width - column) / columnStep), Math.ceil((height - row) / rowStep)];
    return columns <= 0 || rows <= 0 ? sum : sum + rows * (1 + Math.ceil((columns * bits) / 8));
  }, 0);
}

/** How many bytes come out, not more than one above `most`; -1 when the stream is broken or ends early. */
async function inflatedLength(parts: Buffer[], most: number): Promise<number> {
  const inflate = createInflate();
  let length = 0;
  inflate.on('data', (bytes: Buffer) => {
    length += bytes.length;
    if (length > most) inflate.destroy();
  });
  for (const part of parts) inflate.write(part);
  inflate.end();
  try {
    await once(inflate, 'close');
    return inflate.readableEnded || length > most ? length : -1;
  } catch {
    return -1;
  }
}
