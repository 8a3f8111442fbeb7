import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { TestApp } from '../http/app.js';
import type { HttpPerson } from '../http/httpPerson.js';
import { type PdfText, readPdf } from './pdf.js';

/** Fetches a PDF as the person, keeps it as test-results/papers/<name>.pdf for people to look at, and reads it. */
export async function printPdf(
  app: TestApp,
  person: HttpPerson,
  path: string,
  name: string,
): Promise<PdfText> {
  const answer = await fetch(app.url + path, { headers: { cookie: person.cookies } });
  const failures = app.log.filter(({ level }) => Number(level) >= 50);
  const type = answer.headers.get('content-type');
  expect({ path, type, failures }).toEqual({ path, type: 'application/pdf', failures: [] });
  const file = Buffer.from(await answer.arrayBuffer());
  const folder = join(import.meta.dirname, '../../../test-results/papers');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${name}.pdf`), file);
  return readPdf(file);
}
