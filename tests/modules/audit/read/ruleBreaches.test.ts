import { afterAll, beforeAll, expect, test } from 'vitest';
import type { DefinitionElement } from '../../../../src/bpmn/types.js';
import { tasksServingRule } from '../../../../src/modules/audit/model/auditedRules.js';
import { selectElementsByProcess } from '../../../../src/modules/audit/read/ruleBreaches.js';
import { down, up } from '../../../../src/platform/db/migrations/022_rules_of_elements.js';
import { createDepartment } from '../../../support/company/department.js';
import { createTestDatabase, type TestDatabase } from '../../../support/databases/database.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
  await createDepartment(database.db);
});
afterAll(() => database.destroy());

/** The tasks that the auditor looks at for each rule, as the delivered diagrams have always meant them. */
const tasks = {
  'complaint-handling': {},
  installation: { R3: ['handleLateArrival'], R9: ['acceptByCustomer'] },
  'onsite-service': {
    R3: ['handleUnanswered', 'handleLateArrival'],
    R9: ['onsiteService'],
    R12: ['callBack'],
  },
  'organization-design': {},
  'remote-service': { R3: ['handleOverdue'], R9: ['confirmWithCustomer'] },
  'repair-service': { R9: ['deliver'] },
};

async function served(): Promise<Record<string, Record<string, string[]>>> {
  const found: Record<string, Record<string, string[]>> = {};
  for (const [key, elements] of await selectElementsByProcess(database.db)) {
    const rules = (['R3', 'R9', 'R12'] as const).map((id) => [id, tasksServingRule(elements, id)] as const);
    found[key] = Object.fromEntries(rules.filter(([, ids]) => ids.length > 0));
  }
  return found;
}

async function changeElements(change: (element: DefinitionElement) => DefinitionElement): Promise<void> {
  for (const { id, elements } of await database.db('process_definitions').select('id', 'elements')) {
    const changed = (JSON.parse(elements) as DefinitionElement[]).map(change);
    await database
      .db('process_definitions')
      .where({ id })
      .update({ elements: JSON.stringify(changed) });
  }
}

test('the delivered diagrams say which tasks serve the rules that auditors look for', async () => {
  expect(await served()).toEqual(tasks);
});

test('the migration gives versions that were deployed before it what their documentation says', async () => {
  const before = await database.db('process_definitions').orderBy('id');
  await down(database.db);
  expect(await served()).not.toEqual(tasks);
  await up(database.db);
  expect(await served()).toEqual(tasks);
  const after = await database.db('process_definitions').orderBy('id');
  const parsed = (rows: { elements: string }[]) =>
    rows.map((row) => ({ ...row, elements: JSON.parse(row.elements) }));
  expect(parsed(after)).toEqual(parsed(before));
});

test('a reworded documentation changes nothing', async () => {
  await changeElements((element) => ({ ...element, documentation: '按新的办法办理（R3、R9、R12、R18）。' }));
  expect(await served()).toEqual(tasks);
  await changeElements((element) => ({ ...element, documentation: null }));
  expect(await served()).toEqual(tasks);
});
