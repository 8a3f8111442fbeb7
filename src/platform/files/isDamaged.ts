import { readFile } from 'node:fs/promises';
import { isDamagedPng } from './isDamagedPng.js';

/** A PDF ends with this within its last 1,024 bytes, as readers ask for (ISO 32000-1, annex H.3, note 18). */
const pdfEnd = '%%EOF';
const pdfTail = 1024;

const checks: Record<string, (file: Buffer) => boolean | Promise<boolean>> = {
  'image/png': isDamagedPng,
  'image/jpeg': isDamagedJpeg,
  'image/webp': (file) => file.length < 12 || file.readUInt32LE(4) + 8 > file.length,
  'video/mp4': isDamagedMp4,
  'application/pdf': (file) => !file.subarray(-pdfTail).includes(pdfEnd),
};

/**
 * Whether a file of a known type is cut off or contradicts itself: its parts do not reach its end, a checksum differs, a PNG can't be
 * decoded. What a JPEG's compressed data show is not looked at. Archives are judged when their type is told.
 */
export async function isDamaged(path: string, mediaType: string): Promise<boolean> {
  const check = checks[mediaType];
  return check !== undefined && check(await readFile(path));
}

const [startOfImage, endOfImage, startOfScan] = [0xd8, 0xd9, 0xda];
const hasNoLength = (marker: number) => marker === 0x01 || (marker >= 0xd0 && marker <= startOfImage);

/** Segments up to the scan, and an end of the image behind it (ITU-T T.81, B.1 and B.2). */
function isDamagedJpeg(file: Buffer): boolean {
  for (let at = 2; at + 4 <= file.length; ) {
    if (file[at] !== 0xff) return true;
    const marker = file[at + 1] as number;
    if (marker === startOfScan) return file.indexOf(Buffer.from([0xff, endOfImage]), at) < 0;
    if (marker === endOfImage) return true;
    if (marker === 0xff) at += 1;
    else at += hasNoLength(marker) ? 2 : 2 + file.readUInt16BE(at + 2);
  }
  return true;
}

/** Boxes one after the other to the end of the file; a length of 0 reaches to it (ISO/IEC 14496-12, 4.2). */
function isDamagedMp4(file: Buffer): boolean {
  let at = 0;
  while (at < file.length) {
    if (at + 8 > file.length) return true;
    const short = file.readUInt32BE(at);
    if (short === 0) return false;
    if (short === 1 && at + 16 > file.length) return true;
    const size = short === 1 ? Number(file.readBigUInt64BE(at + 8)) : short;
    if (size < 8) return true;
    at += size;
  }
  return at > file.length;
}
