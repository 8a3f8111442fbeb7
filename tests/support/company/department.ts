import { join } from 'node:path';
import type { Knex } from 'knex';
import { loadDemoData } from '../../../src/demo/loadDemoData.js';
import { standardGroups } from '../../../src/modules/people/model/groups.js';
import { upsertGroups } from '../../../src/modules/people/store/directory.js';
import {
  selectOptionalActor,
  selectOptionalPersonByLogin,
} from '../../../src/modules/people/store/persons.js';
import { createDefinitionCache } from '../../../src/modules/processes/steps/definitionCache.js';
import { deployFolder } from '../../../src/modules/processes/steps/deployFolder.js';
import { reportStop } from '../../../src/modules/tickets/commands/raiseIncident.js';
import { serviceDescriptions } from '../../../src/modules/tickets/services/descriptions.js';
import type { Person } from '../../../src/platform/actor.js';
import { type Command, type Runtime, runCommand } from '../../../src/platform/runCommand.js';
import { createSecretBox } from '../../../src/platform/secretBox.js';
import { TestClock } from '../run/clock.js';
import { testSecretKey } from '../run/testSecretKey.js';

const root = join(import.meta.dirname, '../../..');

/** A whole department on a test database: people, customers, the processes of the folder, and a clock to turn. */
export interface Department {
  runtime: Runtime;
  clock: TestClock;
  /** The person with this demo log-in. */
  person(login: string): Promise<Person>;
  /** Runs a command as the person with this demo log-in. */
  as<Input, Output>(login: string, command: Command<Input, Output>, input: Input): Promise<Output>;
}

export async function createDepartment(db: Knex, startAt = '2026-11-23T01:00:00.000Z'): Promise<Department> {
  const clock = new TestClock(startAt);
  const runtime: Runtime = {
    db,
    clock,
    definitions: createDefinitionCache(),
    settings: { baseUrl: 'http://localhost:3000', timeZone: 'Asia/Shanghai' },
    secrets: createSecretBox([testSecretKey]),
    wakeWorker: () => {},
    onFailure: reportStop,
  };
  await upsertGroups(db, [...standardGroups]);
  await loadDemoData(db, clock.now());
  const folders = { processes: join(root, 'processes'), forms: join(root, 'forms') };
  await deployFolder(runtime, folders, serviceDescriptions);
  const person = async (login: string) => {
    const row = await selectOptionalPersonByLogin(db, login);
    return (await selectOptionalActor(db, row?.id ?? -1)) as Person;
  };
  return {
    runtime,
    clock,
    person,
    as: async (login, command, input) => runCommand(runtime, await person(login), command, input),
  };
}

/** Ids of the demo people by their log-ins. */
export async function personIds(db: Knex): Promise<Record<string, number>> {
  const people: { id: number; login: string }[] = await db('persons').select('id', 'login');
  return Object.fromEntries(people.map(({ login, id }) => [login, id]));
}
