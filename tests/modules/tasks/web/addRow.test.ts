import { afterAll, beforeAll, expect, test } from 'vitest';
import { personAt } from '../../../support/company/remoteServiceTicket.js';
import { createTestDatabase, type TestDatabase } from '../../../support/databases/database.js';
import { startTestApp, type TestApp } from '../../../support/http/app.js';
import { openEveryForm } from '../../../support/http/everyForm.js';
import { formFields } from '../../../support/http/formFields.js';
import type { Fields, HttpPerson } from '../../../support/http/httpPerson.js';

let database: TestDatabase;
let app: TestApp;
let clerk: HttpPerson;
let tasks: Map<string, number>;

beforeAll(async () => {
  database = await createTestDatabase('department');
  app = await startTestApp({ db: database.db });
  tasks = await openEveryForm(app, 'clerk');
  clerk = await personAt(app, 'clerk');
});
afterAll(async () => {
  await app.stop();
  await database.destroy();
});

/** Presses the button of the table on the page, as a browser without JavaScript does; what the page holds then. */
async function press(
  formKey: string,
  table: string,
  held?: Fields,
): Promise<{ status: number; held: Fields }> {
  const id = tasks.get(formKey) as number;
  const action = `/tasks/${id}/completion`;
  const fields = held ?? formFields((await clerk.get(`/tasks/${id}`)).text, action);
  const answer = await clerk.post(action, { ...fields, _action: `addRow:${table}` });
  return { status: answer.status, held: formFields(answer.text, action) };
}

test('添加部门 and 添加一行 inside a department work without JavaScript', async () => {
  let { held } = await press('organization-editor', 'organization');
  Object.assign(held, { 'organization.1.name': '售后服务部', 'organization.1.parentKey': '' });
  ({ held } = await press('organization-editor', 'organization.1.positions', held));
  expect(held).toMatchObject({
    'organization.0.name': ['售后服务部'],
    'organization.0.positions.0.name': [''],
  });
  held['organization.0.positions.0.name'] = '服务工程师';
  const { status, held: grown } = await press('organization-editor', 'organization.0.positions', held);
  expect(status).toBe(200);
  const rows = Object.keys(grown).filter((name) => /positions\.\d+\.name$/.test(name));
  expect(rows).toHaveLength(2);
  const [first, second] = rows.sort();
  expect([grown[first!], grown[second!]]).toEqual([['服务工程师'], ['']]);
});

test('a value that can not be read stays, with its error, when a row is added', async () => {
  const { held } = await press('organization-editor', 'organization');
  const typed = { ...held, 'organization.0.name': '总部', 'organization.0.positions.0.headcount': '很多' };
  const { status, held: again } = await press('organization-editor', 'organization', typed);
  expect(status).toBe(422);
  expect(again).toMatchObject({ 'organization.0.positions.0.headcount': ['很多'] });
});

test('a path that is no table changes nothing', async () => {
  const id = tasks.get('organization-editor') as number;
  const action = `/tasks/${id}/completion`;
  const held = formFields((await clerk.get(`/tasks/${id}`)).text, action);
  for (const path of [
    '__proto__',
    'constructor.0.x',
    'organization.0.name',
    'organization.9.positions',
    '..',
    'x',
  ]) {
    const answer = await clerk.post(action, {
      ...held,
      'organization.0.name': '总部',
      _action: `addRow:${path}`,
    });
    expect([path, answer.status]).toEqual([path, 200]);
    expect(formFields(answer.text, action)['organization.0.name']).toEqual(['总部']);
    expect(formFields(answer.text, action)).not.toHaveProperty(['organization.1.name']);
  }
});
