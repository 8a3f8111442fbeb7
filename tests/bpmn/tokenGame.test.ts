import { describe, expect, it } from 'vitest';
import { playSeed } from './support/play.js';

/** Seeds played in one run; `ENGINE_FUZZ_CASES=5000 npx vitest run tests/bpmn/tokenGame.test.ts` plays more. */
const cases = Number(process.env.ENGINE_FUZZ_CASES ?? 75);
const firstSeed = Number(process.env.ENGINE_FUZZ_SEED ?? 1);

describe('random processes, reloaded from JSON at each step', () => {
  it(
    `wait and end as the token game says (${cases} processes from seed ${firstSeed})`,
    async () => {
      let steps = 0;
      for (let seed = firstSeed; seed < firstSeed + cases; seed += 1) steps += (await playSeed(seed)).steps;
      expect(steps).toBeGreaterThan(cases);
    },
    60_000 + cases * 2000,
  );
});
