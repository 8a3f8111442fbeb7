import { expect, test } from 'vitest';
import { recordsHours } from '../../../../src/modules/papers/model/workEntries.js';
import { departmentForms } from '../../../forms/departmentForms.js';

test('hours are looked for in the forms that have a field for them, whatever others say', () => {
  const found = [...departmentForms.values()]
    .filter(({ schema }) => recordsHours(schema))
    .map(({ key }) => key);
  expect(found.sort()).toEqual([
    'installation-record',
    'onsite-service-record',
    'remote-guidance',
    'repair-record',
  ]);
  const note = { title: '写明 "hours"', type: 'string' };
  expect(recordsHours({ properties: { note, rows: { items: { properties: { hours: note } } } } })).toBe(
    false,
  );
});
