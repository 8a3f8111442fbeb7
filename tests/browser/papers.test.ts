import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { createPdfPrinter } from '../../src/printing/pdfPrinter.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import type { HttpPerson } from '../support/httpPerson.js';
import { paperKeys, ticketWithAllForms } from '../support/paperTicket.js';
import { type PdfText, readPdf } from '../support/pdf.js';
import { personAt } from '../support/remoteServiceTicket.js';

let database: TestDatabase;
let app: TestApp;
let manager: HttpPerson;
let number: string;

beforeAll(async () => {
  const { executablePath, env } = inject('chromium');
  const inherited = Object.entries(process.env).filter((entry): entry is [string, string] => !!entry[1]);
  database = await createTestDatabase('demo');
  app = await startTestApp({
    db: database.db,
    pdf: createPdfPrinter({ executablePath, env: { ...Object.fromEntries(inherited), ...env } }),
  });
  manager = await personAt(app, 'manager');
  number = await ticketWithAllForms(database.db, await personAt(app, 'engineer'));
});
afterAll(async () => {
  await app.stop();
  await database.destroy();
});

/** Fetches a PDF, keeps it in test-results/papers for people to look at, and reads it. */
async function print(path: string, name: string): Promise<PdfText> {
  const answer = await fetch(app.url + path, { headers: { cookie: manager.cookies } });
  const failures = app.log.filter(({ level }) => Number(level) >= 50);
  expect({ path, status: answer.status, failures }).toEqual({ path, status: 200, failures: [] });
  const file = Buffer.from(await answer.arrayBuffer());
  const folder = join(import.meta.dirname, '..', '..', 'test-results', 'papers');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${name}.pdf`), file);
  return readPdf(file);
}

test('the whole set of a ticket becomes one PDF', async () => {
  const { pages, sizes } = await print(`/tickets/${number}/papers/all?format=pdf`, 'all');
  writeFileSync('/tmp/papers-text.json', JSON.stringify({ pages, sizes }, null, 1));
  expect(pages.length).toBeGreaterThan(12);
});

describe('blank', () => {
  test.each(paperKeys)('%s', async (key) => {
    const { pages } = await print(`/papers/${key}/blank?format=pdf`, `blank-${key}`);
    expect(pages.length).toBeGreaterThan(0);
  });
});
