import { Writable } from 'node:stream';
import { expect, test } from 'vitest';
import { writePaperSheet } from '../../../src/platform/excel/writePaperSheet.js';

test('a reader who disconnects stops the writing', async () => {
  let received = 0;
  const target = new Writable({
    write(chunk, _encoding, done) {
      received += chunk.length;
      if (received > 50_000) target.destroy();
      done();
    },
  });
  let ended = false;
  async function* endless() {
    try {
      for (let row = 0; ; row += 1) yield [[row, `${Math.random()}`, new Date(0)]];
    } finally {
      ended = true;
    }
  }
  await writePaperSheet(target, {
    title: '登记簿',
    company: '',
    left: '',
    right: '',
    columns: ['序号', '内容', '时间'].map((title) => ({ title, width: 10 })),
    portions: endless(),
  });
  expect(ended).toBe(true);
  expect(target.destroyed).toBe(true);
});
