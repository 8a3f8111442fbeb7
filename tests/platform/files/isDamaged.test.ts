import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32, deflateSync } from 'node:zlib';
import { afterAll, expect, test } from 'vitest';
import { isDamaged } from '../../../src/platform/files/isDamaged.js';
import { sampleFile } from '../../../src/scenarios/files/sampleFiles.js';

const folder = mkdtempSync(join(tmpdir(), 'damaged-'));
afterAll(() => rmSync(folder, { recursive: true }));

function check(mediaType: string, content: Buffer): Promise<boolean> {
  const path = join(folder, 'file');
  writeFileSync(path, content);
  return isDamaged(path, mediaType);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

/** Grey, 8 bits a pixel; the pixels can be others than the head promises. */
function png(
  width: number,
  height: number,
  { interlaced = 0, pixels = Buffer.alloc((width + 1) * height) } = {},
) {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 0, 0, 0, interlaced], 8);
  const parts = [chunk('IHDR', head), chunk('IDAT', deflateSync(pixels)), chunk('IEND', Buffer.alloc(0))];
  return Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), ...parts]);
}

const segment = (marker: number, data: Buffer) =>
  Buffer.concat([Buffer.from([0xff, marker, 0, data.length + 2]), data]);
const jpeg = Buffer.concat([
  Buffer.from('ffd8', 'hex'),
  segment(0xe1, Buffer.from('Exif with a small picture: ffd8 \xff\xd9', 'latin1')),
  segment(0xc0, Buffer.from('080001000101011100', 'hex')),
  segment(0xda, Buffer.from('01010000003f00', 'hex').subarray(0, 6)),
  Buffer.from('d2cf20ff00ffd9', 'hex'),
]);
const box = (type: string, size: number) => {
  const bytes = Buffer.alloc(size);
  bytes.writeUInt32BE(size);
  bytes.write(type, 4);
  return bytes;
};
const mp4 = Buffer.concat([box('ftyp', 24), box('moov', 100), box('mdat', 500)]);
const webp = Buffer.concat([Buffer.from('RIFF'), Buffer.from([92, 0, 0, 0]), Buffer.alloc(92)]);
const pdf = sampleFile('a.pdf');
/** 25 pixels in seven passes of 1, 1, 1, 2, 1, 3 and 2 rows, each with its filter (ISO/IEC 15948, 8.2). */
const interlaced = png(5, 5, { interlaced: 1, pixels: Buffer.alloc(25 + 11) });

test.each<[string, string, Buffer]>([
  ['image/png', 'a white dot', sampleFile('a.png')],
  ['image/png', 'a grey picture', png(300, 200)],
  ['image/png', 'an interlaced picture', interlaced],
  ['image/png', 'a picture with something behind its end', Buffer.concat([png(3, 3), Buffer.from('x')])],
  ['image/jpeg', 'a photo', jpeg],
  ['image/webp', 'a picture', webp],
  ['video/mp4', 'a film', mp4],
  ['application/pdf', 'a page', pdf],
  ['application/pdf', 'a page with a line behind its end', Buffer.concat([pdf, Buffer.from('\r\n\r\n')])],
])('%s: %s is whole', async (mediaType, _, content) => {
  expect(await check(mediaType, content)).toBe(false);
});

test.each([
  ['image/png', png(40, 30)],
  ['image/jpeg', jpeg],
  ['image/webp', webp],
  ['video/mp4', mp4],
  ['application/pdf', pdf],
] as const)('%s cut off anywhere is damaged', async (mediaType, whole) => {
  const cuts =
    mediaType === 'video/mp4' ? [20, 25, 100, 130, 400] : [12, 30, 60, whole.length - 7, whole.length - 2];
  for (const at of cuts.filter((one) => one > 0 && one < whole.length))
    expect([at, await check(mediaType, whole.subarray(0, at))]).toEqual([at, true]);
});

test('a PNG that cannot be decoded is damaged', async () => {
  const changed = Buffer.from(png(40, 30));
  changed[50] = (changed[50] as number) ^ 1;
  expect(await check('image/png', changed), 'a wrong checksum').toBe(true);
  expect(await check('image/png', png(40, 30, { pixels: Buffer.alloc(41 * 29) })), 'a row too few').toBe(
    true,
  );
  expect(await check('image/png', png(40, 30, { pixels: Buffer.alloc(9_000_000) })), 'a bomb').toBe(true);
  expect(await check('image/png', png(0, 30)), 'no width').toBe(true);
});
