import { expect, test } from 'vitest';
import { InvalidUpload } from '../../../src/platform/errors.js';
import { createWorkbookReader } from '../../../src/platform/excel/workbookReader.js';
import { workbookWith } from '../../support/company/hostileWorkbooks.js';

const seconds = (count: number) => count * 1000;
const texts = (row: number) =>
  [...'ABCDEFGHIJKL'].map(
    (column) =>
      `<c r="${column}${row}" t="inlineStr"><is><t>${column} ${row} ${'长'.repeat(20)}</t></is></c>`,
  );
/** An honest workbook with so many rows of twelve texts. */
const rowsOf = (count: number) =>
  workbookWith({
    sheet: {
      content: `<worksheet><sheetData>${Array.from(
        { length: count },
        (_, index) => `<row r="${index + 1}">${texts(index + 1).join('')}</row>`,
      ).join('')}</sheetData></worksheet>`,
    },
  });

const large = rowsOf(20_000);

/** The reader's answer to a workbook, refused or read. */
async function answerOf(reader: ReturnType<typeof createWorkbookReader>, content: Buffer): Promise<string> {
  return reader.read(content).then(
    (sheets) => sheets.map(({ name, rows }) => `${name}: ${rows.length}`).join(),
    (error) => {
      expect(error).toBeInstanceOf(InvalidUpload);
      return error.message;
    },
  );
}

test('what takes too long is stopped', async () => {
  const reader = createWorkbookReader({ megabytes: 1024, milliseconds: 1 });
  expect(await answerOf(reader, workbookWith())).toMatch(/^读取该工作簿用时过长，已停止。/);
});

test('what takes too much memory is stopped, the application goes on, and the next is read', async () => {
  const reader = createWorkbookReader({ megabytes: 96, milliseconds: seconds(60) });
  const [ended, next] = await Promise.all([answerOf(reader, large), answerOf(reader, workbookWith())]);
  expect(ended).toMatch(/^读取该工作簿占用内存过多，已停止。/);
  expect(next).toBe('客户: 2');
});

test('a valid workbook of 20,000 rows of twelve texts is read', async () => {
  expect(await answerOf(createWorkbookReader(), large)).toBe('客户: 20000');
});

test('a workbook that unpacks to more than the limit is refused, naming the limit', async () => {
  expect(await answerOf(createWorkbookReader(), rowsOf(70_000))).toContain('最多 80 MB');
});

test('more rows than the limit are refused, naming the limit', async () => {
  const rows = Array.from({ length: 60_001 }, (_, index) => `<row r="${index + 1}"><c><v>1</v></c></row>`);
  const content = `<worksheet><sheetData>${rows.join('')}</sheetData></worksheet>`;
  const answer = await answerOf(createWorkbookReader(), workbookWith({ sheet: { content } }));
  expect(answer).toContain('最多 60000 行');
});
