import { deflateSync } from 'node:zlib';
import { csrfTokenOf, type HttpPerson } from './httpPerson.js';

const [width, height] = [320, 120];

/** Uploads a drawn line, as a signature is; returns what a form keeps of it. */
export async function uploadImage(person: HttpPerson, name: string): Promise<unknown> {
  const token = csrfTokenOf((await person.get('/account')).text);
  const body = new FormData();
  body.append('_csrf', token);
  body.append('file', new Blob([new Uint8Array(signaturePng())]), name);
  const answer = await person.send('/attachments', {
    method: 'POST',
    body,
    headers: { 'x-csrf-token': token, accept: 'application/json' },
  });
  if (answer.status !== 201) throw new Error(`upload answered ${answer.status}: ${answer.text}`);
  return JSON.parse(answer.text);
}

/** A wavy black line on transparent ground. */
function signaturePng(): Buffer {
  const rows = Buffer.alloc(height * (1 + width * 2));
  for (let x = 10; x < width - 10; x += 1) {
    const middle = Math.round(height / 2 + Math.sin(x / 14) * 32 * Math.cos(x / 50));
    for (let y = middle - 3; y <= middle + 3; y += 1) rows[y * (1 + width * 2) + 1 + x * 2 + 1] = 255;
  }
  const size = Buffer.alloc(13);
  size.writeUInt32BE(width, 0);
  size.writeUInt32BE(height, 4);
  size.set([8, 4], 8);
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', size),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(checksum(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}

function checksum(bytes: Buffer): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return (crc ^ 0xffffffff) >>> 0;
}
