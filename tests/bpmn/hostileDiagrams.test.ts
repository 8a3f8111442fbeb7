import { describe, expect, test } from 'vitest';
import { diagramWork } from '../../src/modules/processes/steps/diagramWork.js';
import { known } from './support/diagrams.js';
import { hostileDiagrams } from './support/hostileDiagrams.js';

/** Of the processor, not of the clock: other programs on the machine don't count. */
const mostSeconds = 2;
/** `HOSTILE_DIAGRAMS=all` also opens and compares each as a file of another tool. */
const all = process.env.HOSTILE_DIAGRAMS === 'all';

async function secondsOf(work: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

const fields = new Map([
  [
    'form',
    new Map([['amount', { label: '金额', type: { kind: 'number' }, options: [], fields: null } as const]]),
  ],
]);

describe('a diagram that is made to keep its reader busy is answered within two seconds of a processor', () => {
  test.each(hostileDiagrams())('$name', async ({ xml, refusal }) => {
    const checking = await secondsOf(async () => {
      const { checked } = await diagramWork.check(xml, { ...known, fields, called: new Map() });
      if (refusal) expect(checked.problems.map(({ message }) => message).join()).toMatch(refusal);
      expect(checked.problems.length).toBeLessThanOrEqual(501);
    });
    expect(checking, 'checking').toBeLessThan(mostSeconds);
    if (!all) return;
    const opening = await secondsOf(() => diagramWork.open(Buffer.from(xml), 'other-key', null));
    const comparing = await secondsOf(() => diagramWork.compare(xml, '<x/>'));
    process.stdout.write(`${[checking, opening, comparing].map((one) => one.toFixed(2)).join(' ')}\n`);
    expect(Math.max(opening, comparing)).toBeLessThan(mostSeconds);
  });
});
