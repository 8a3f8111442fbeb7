import { expect, test } from 'vitest';
import { changesOf } from '../../../../src/modules/tickets/model/variableChanges.js';

test('tells what is new, changed and cleared, and leaves out what is the same', () => {
  const before = { outcome: 'onsite', onsiteReason: '需现场更换', contacts: [{ at: 1 }], hours: 2 };
  const after = { outcome: 'solved', contacts: [{ at: 1 }], hours: 2, diagnosis: '整定值偏低' };
  expect(changesOf(before, after)).toEqual([
    { name: 'outcome', before: 'onsite', after: 'solved' },
    { name: 'diagnosis', after: '整定值偏低' },
    { name: 'onsiteReason', before: '需现场更换' },
  ]);
});
