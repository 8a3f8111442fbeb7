import { expect, test } from 'vitest';
import { engineHelp, eventTexts } from '../../src/app/engineHelp.js';
import { allowedDefinitions } from '../../src/bpmn/checks/checkEvents.js';

test('the help tells of every event that the check lets through, and of no other', () => {
  const allowed = new Set(Object.values(allowedDefinitions).flat());
  expect(new Set(Object.keys(eventTexts))).toEqual(new Set([...allowed].map((one) => one ?? 'none')));
  const { events } = engineHelp();
  expect(events.find(({ name }) => name === '补偿')?.marks).toEqual(['可以', '—', '可以', '可以', '可以']);
  expect(events.every(({ marks }) => marks.includes('可以'))).toBe(true);
});
