import ExcelJS from 'exceljs';
import { expect } from 'vitest';
import type { TestApp } from './app.js';
import { type Answer, csrfTokenOf, type Fields, type HttpPerson } from './httpPerson.js';

/** Presses a button that has the worker do something, while it turns as it does by itself in the application. */
export async function pressWhileWorking(
  app: TestApp,
  person: HttpPerson,
  path: string,
  fields: Fields = {},
): Promise<Answer> {
  const _csrf = csrfTokenOf((await person.get('/account')).text);
  let isAnswered = false;
  const answer = person.post(path, { _csrf, ...fields }).finally(() => {
    isAnswered = true;
  });
  while (!isAnswered) {
    await app.runJobs();
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return answer;
}

/** Presses the button and takes the file to which it leads. */
export async function exportByHttp(
  app: TestApp,
  person: HttpPerson,
  path: string,
  fields: Fields = {},
): Promise<{ response: Response; content: Buffer; workbook: ExcelJS.Workbook }> {
  const { location } = await pressWhileWorking(app, person, path, fields);
  expect(location).toMatch(/^\/exports\/\d+\/file$/);
  const response = await fetch(`${app.url}${location}`, { headers: { cookie: person.cookies } });
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toContain('spreadsheetml');
  const content = Buffer.from(await response.arrayBuffer());
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(content as unknown as ArrayBuffer);
  return { response, content, workbook };
}
