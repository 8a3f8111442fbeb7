import type { Knex } from 'knex';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { replayTicket } from '../../../../src/modules/audit/read/replay/replayTicket.js';
import { engineExecutionId } from '../../../../src/modules/tickets/model/sideTasks.js';
import { selectOpenTasks } from '../../../../src/modules/tickets/store/tasks.js';
import { selectTicketByNumber } from '../../../../src/modules/tickets/store/tickets.js';
import type { Person } from '../../../../src/platform/actor.js';
import { seededRandom } from '../../../bpmn/support/random.js';
import { createDepartment, type Department } from '../../../support/company/department.js';
import { createTestDatabase, type TestDatabase } from '../../../support/databases/database.js';
import { brokenInvariants } from '../../../support/databases/invariants.js';
import { deployFuzzProcess } from './support/fuzzProcess.js';
import { playActions } from './support/playActions.js';

/** A longer run: `ACTION_FUZZ_TICKETS=2000 ACTION_FUZZ_SEED=1 npx vitest run --project sqlite tests/modules/tasks/commands/randomActions.test.ts` */
const count = Number(process.env.ACTION_FUZZ_TICKETS ?? 25);
const firstSeed = Number(process.env.ACTION_FUZZ_SEED ?? 9100);

let database: TestDatabase;
let department: Department;
let people: Person[];

beforeAll(async () => {
  database = await createTestDatabase();
  department = await createDepartment(database.db);
  const logins = ['engineer', 'engineer2', 'repair', 'clerk', 'clerk2'];
  people = await Promise.all(logins.map((login) => department.person(login)));
});
afterAll(() => database.destroy());

/** Open tasks of elements that the version of the ticket does not know, or twice for one wait. */
async function wrongTasks(db: Knex, number: string): Promise<string[]> {
  const ticket = await selectTicketByNumber(db, number);
  const { elements } = await department.runtime.definitions.load(db, ticket.definitionId);
  const open = await selectOpenTasks(db, ticket.id);
  const own = open.filter(({ kind }) => kind === 'flow').map(({ executionId }) => executionId);
  return [
    ...open
      .filter(({ elementId }) => !elements.has(elementId))
      .map(({ elementId }) => `unknown ${elementId}`),
    ...own.filter((id, index) => own.indexOf(id) < index).map((id) => `twice ${id}`),
    ...open
      .filter(({ kind, executionId }) => kind !== 'flow' && !own.includes(engineExecutionId(executionId)))
      .map(({ executionId }) => `hangs on nothing: ${executionId}`),
    ...open
      .filter(
        ({ status, kind, id }) =>
          status === 'suspended' &&
          kind === 'flow' &&
          !open.some((one) => one.parentId === id && one.status !== 'suspended'),
      )
      .map(({ executionId }) => `waits for nobody: ${executionId}`),
  ];
}

test(
  `${count} random processes with every action at random, from seed ${firstSeed}: nothing lost, nothing twice, all replayed`,
  async () => {
    const done = new Map<string, number>();
    for (let seed = firstSeed; seed < firstSeed + count; seed += 1) {
      const random = seededRandom(seed);
      const { xml, fields } = await deployFuzzProcess(department.runtime, random);
      try {
        const played = await playActions(department, people, fields, random, async (number) => {
          expect(await wrongTasks(database.db, number)).toEqual([]);
        });
        for (const [name, times] of played.done) done.set(name, (done.get(name) ?? 0) + times);
        const { id } = await selectTicketByNumber(database.db, played.number);
        const { differences } = await replayTicket(department.runtime, id);
        expect(differences).toEqual([]);
      } catch (error) {
        throw new Error(`seed ${seed}: ${error instanceof Error ? error.message : error}\n${xml}`, {
          cause: error,
        });
      }
    }
    expect(await brokenInvariants(database.db)).toEqual([]);
    console.log(`${count} tickets: ${JSON.stringify(Object.fromEntries(done))}`);
    const all = [
      'claim',
      'complete',
      'release',
      'reassign',
      'delegate',
      'resolve',
      'return again',
      'return resume',
      'return again to the start',
      'return resume to the start',
      'withdraw',
      'withdraw one of several',
      'before',
      'after',
      'sign',
      'removeSigner',
    ];
    expect(all.filter((name) => !done.has(name))).toEqual([]);
  },
  60_000 + count * 10_000,
);
