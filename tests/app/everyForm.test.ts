import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { personAt } from '../support/company/remoteServiceTicket.js';
import { createTestDatabase, type TestDatabase } from '../support/databases/database.js';
import { startTestApp, type TestApp } from '../support/http/app.js';
import { formKeys, openEveryForm } from '../support/http/everyForm.js';
import { formFields } from '../support/http/formFields.js';
import type { Answer, HttpPerson } from '../support/http/httpPerson.js';
import { fingerprint } from '../support/run/fingerprint.js';

let database: TestDatabase;
let app: TestApp;
let clerk: HttpPerson;
let tasks: Map<string, number>;
let before: Record<string, string>;

beforeAll(async () => {
  database = await createTestDatabase();
  app = await startTestApp({ db: database.db });
  tasks = await openEveryForm(app, 'clerk');
  clerk = await personAt(app, 'clerk');
  before = await fingerprint(database.db);
});
afterAll(async () => {
  await app.stop();
  await database.destroy();
});

const hostile = `"><script>alert(1)</script><img src=x onerror=alert(1)>{{7*7}}' or 1=1 --`;

interface OpenForm {
  hasTexts: boolean;
  submit(value: string): Promise<Answer>;
}

/** The task page of the form, and how to submit it with a value in each of its fields, answered or not. */
async function open(key: string): Promise<OpenForm> {
  const id = tasks.get(key) as number;
  const action = `/tasks/${id}/completion`;
  const page = await clerk.get(`/tasks/${id}`);
  expect(page.status).toBe(200);
  const form = page.text.slice(page.text.indexOf(`action="${action}"`)).split('</form>')[0] as string;
  const html = form.replace(/<template[\s\S]*?<\/template>/g, '');
  const fields = formFields(page.text, action);
  const offered = [...html.matchAll(/<[^>]* name="([^"]+)"(?![^>]*type="file")/g)];
  const names = new Set([...Object.keys(fields), ...offered.map((match) => match[1] as string)]);
  const ours = [...names].filter((name) => !name.startsWith('_') && !name.endsWith('.file'));
  expect(ours.length, 'fields on the page').toBeGreaterThan(0);
  return {
    hasTexts: /<textarea|<input[^>]*type="text"/.test(html),
    submit: (value) => {
      const filled = Object.fromEntries(ours.map((name) => [name, value]));
      return clerk.post(action, { ...fields, ...filled, _action: 'complete' });
    },
  };
}

function expectRefused(answer: Answer): void {
  expect(answer.status).toBe(422);
  expect(/有 \d+ 处需要修改/.test(answer.text), 'the page says how many fields').toBe(true);
  expect(/node_modules|at \w+ \(|SQLITE|\[object Object\]|undefined/.exec(answer.text)).toBeNull();
}

/** No text, number, date or choice: the bell is a control character. */
const nonsense = '-1e999x\u0007';

describe('bad input in every form', () => {
  test.each(formKeys)('%s: empty, over-long, wrong and hostile', async (key) => {
    const form = await open(key);
    const empty = await form.submit('');
    expectRefused(empty);
    expect(/class="invalid-feedback/.test(empty.text), 'a field says what is missing').toBe(true);

    const overlong = await form.submit('长'.repeat(2001));
    expectRefused(overlong);
    if (form.hasTexts) expect(/长{50}/.test(overlong.text), 'what was typed stays').toBe(true);

    expectRefused(await form.submit(nonsense));

    const marked = await form.submit(hostile.repeat(30));
    expectRefused(marked);
    expect(/<script>alert\(1\)|<img src=x/.test(marked.text), 'markup gets through').toBe(false);
    if (form.hasTexts) expect(marked.text.includes('&lt;script&gt;'), 'it comes back as text').toBe(true);
  });

  test('is refused and changes nothing', async () => {
    expect(await fingerprint(database.db)).toEqual(before);
  });
});
