import { expect, test } from 'vitest';
import { proposeCategory } from '../../../../src/modules/customers/model/serviceCategory.js';

const today = '2026-11-23';
const contract = { number: 'BY-2026-018', endsOn: '2027-05-01' };

test.each([
  ['the last day of the warranty is free', '2026-11-23', [], 'C'],
  ['a day later it is charged', '2026-11-22', [], 'A'],
  ['free warranty comes before a contract', '2026-12-31', [contract], 'C'],
  ['a contract covers what the warranty no longer does', '2026-11-22', [contract], 'B'],
  ['a contract covers a product without warranty record', null, [contract], 'B'],
  ['nothing known is charged', null, [], 'A'],
])('%s (R1)', (_case, warrantyUntil, contracts, expected) => {
  expect(proposeCategory({ product: { warrantyUntil }, contracts }, today).category).toBe(expected);
});

test('a customer without a product can still be under contract', () => {
  expect(proposeCategory({ product: null, contracts: [contract] }, today)).toEqual({
    category: 'B',
    reason: '客户有有效的保养合同 BY-2026-018（至 2027-05-01）。',
  });
});
