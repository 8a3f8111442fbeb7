import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { replayTicket } from '../../../../src/modules/audit/read/replay/replayTicket.js';
import { selectOptionalActor } from '../../../../src/modules/people/store/persons.js';
import { selectTicketByNumber } from '../../../../src/modules/tickets/store/tickets.js';
import type { Person } from '../../../../src/platform/actor.js';
import { loadFormExamples } from '../../../../src/scenarios/checks/formExamples.js';
import type { ScenarioSite } from '../../../../src/scenarios/sites/site.js';
import { seededRandom } from '../../../bpmn/support/random.js';
import { createTestSites, deliveredFolders, type TestSites } from '../../../support/company/scenarioSites.js';
import { playRandomTicket } from '../support/randomTicket.js';

/** A longer run: `REPLAY_FUZZ_TICKETS=10000 REPLAY_FUZZ_SEED=1 npx vitest run --project sqlite tests/modules/audit/read/randomTickets.test.ts` */
const count = Number(process.env.REPLAY_FUZZ_TICKETS ?? 20);
const firstSeed = Number(process.env.REPLAY_FUZZ_SEED ?? 20_261_125);
const millisecondsEach = 8000;

let sites: TestSites;
let site: ScenarioSite;
beforeAll(async () => {
  sites = await createTestSites();
  site = await sites.open();
});
afterAll(async () => {
  await site.close();
  await sites.remove();
});

async function everybody(): Promise<Person[]> {
  const rows: { id: number }[] = await site.runtime.db('persons').select('id').orderBy('id');
  return (await Promise.all(rows.map(({ id }) => selectOptionalActor(site.runtime.db, id)))) as Person[];
}

test(
  `${count} random tickets from seed ${firstSeed} come out as stored when their commands are run again`,
  async () => {
    const examples = await loadFormExamples(join(deliveredFolders.forms, 'examples'));
    const people = await everybody();
    const { db } = site.runtime;
    const outcomes = { active: 0, ended: 0, cancelled: 0 };
    let steps = 0;
    for (let seed = firstSeed; seed < firstSeed + count; seed += 1) {
      const random = seededRandom(seed);
      for (const number of await playRandomTicket({ site, examples, people, random })) {
        const { id, status } = await selectTicketByNumber(db, number);
        const report = await replayTicket(site.runtime, id);
        expect(report.differences, `seed ${seed}, ticket ${number}`).toEqual([]);
        steps += report.steps;
        outcomes[status] += 1;
      }
    }
    console.log(`${count} random tickets: ${steps} steps run again, ${JSON.stringify(outcomes)}`);
    expect(steps).toBeGreaterThan(count * 3);
    for (const reached of Object.values(outcomes)) expect(reached).toBeGreaterThan(0);
  },
  count * millisecondsEach,
);
