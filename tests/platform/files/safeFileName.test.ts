import { expect, test } from 'vitest';
import { safeFileName } from '../../../src/platform/files/safeFileName.js';

const pdf = 'application/pdf';

test.each([
  ['发票.pdf', pdf, '发票.pdf'],
  ['发票.PDF', pdf, '发票.PDF'],
  ['发票.bat', pdf, '发票.pdf'],
  ['发票', pdf, '发票.pdf'],
  ['.pdf', pdf, '附件.pdf'],
  ['发票.pdf. . ', pdf, '发票.pdf'],
  // read as 发票tab.pdf by people, and as a batch file by the system
  ['发票\u202Efdp.bat', pdf, '发票fdp.pdf'],
  ['\u2066a\u200Bb\uFEFF\u0000c.pdf', pdf, 'abc.pdf'],
  ['../../etc/a:b|c.pdf', pdf, '....etcabc.pdf'],
  ['IMG_0001.HEIC', 'image/jpeg', 'IMG_0001.jpg'],
  ['现场.jpeg', 'image/jpeg', '现场.jpeg'],
  ['2026.11.23', 'image/png', '2026.11.23.png'],
  [`${'长'.repeat(300)}.exe`, 'video/mp4', `${'长'.repeat(116)}.mp4`],
])('%j of the type %s is kept as %j', (name, type, kept) => {
  expect(safeFileName(name, type)).toBe(kept);
});
