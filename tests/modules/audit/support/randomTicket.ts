import { randomUUID } from 'node:crypto';
import type { Form } from '../../../../src/forms/schema/types.js';
import { recordableFields } from '../../../../src/forms/submission/appendRows.js';
import { selectLatestDefinitions } from '../../../../src/modules/processes/store/processDefinitions.js';
import { claimTask } from '../../../../src/modules/tasks/commands/claimTask.js';
import { completeTask } from '../../../../src/modules/tasks/commands/completeTask.js';
import { recordRows } from '../../../../src/modules/tasks/commands/recordRows.js';
import { signTask } from '../../../../src/modules/tasks/commands/signTask.js';
import { cancelTicket } from '../../../../src/modules/tickets/commands/cancelTicket.js';
import { starterGroupsOf, startTicket } from '../../../../src/modules/tickets/commands/startTicket.js';
import { selectOpenTasks, selectTask, type TaskRow } from '../../../../src/modules/tickets/store/tasks.js';
import { selectTicketByNumber } from '../../../../src/modules/tickets/store/tickets.js';
import type { Person } from '../../../../src/platform/actor.js';
import { DomainError } from '../../../../src/platform/errors.js';
import { type Command, runCommand } from '../../../../src/platform/runCommand.js';
import { ticketFamily } from '../../../../src/scenarios/acts/findTicket.js';
import { stepData } from '../../../../src/scenarios/acts/stepData.js';
import type { ScenarioSite } from '../../../../src/scenarios/sites/site.js';
import type { FormExamples } from '../../../../src/scenarios/types.js';
import type { Random } from '../../../bpmn/support/random.js';
import { randomAction } from './randomAction.js';

const mostActs = 16;

interface Game {
  site: ScenarioSite;
  examples: FormExamples;
  people: readonly Person[];
  random: Random;
}

/**
 * Starts a ticket of a process drawn by lot and lets people, the clock and the jobs do what they might: fill in one of the
 * forms' examples, record, hand over, talk, wait, cancel. @returns numbers of the ticket and of all that it called
 */
export async function playRandomTicket(game: Game): Promise<string[]> {
  const { site, random } = game;
  const number = await startRandom(game);
  const { id } = await selectTicketByNumber(site.runtime.db, number);
  for (let acts = 0; acts < mostActs; acts += 1) {
    await act(game, number, id);
    await site.worker.runDue();
    if (random.chance(0.02)) break;
  }
  return (await ticketFamily(site.runtime.db, id)).map((ticket) => ticket.number);
}

async function startRandom({ site, examples, people, random }: Game): Promise<string> {
  const { db, definitions } = site.runtime;
  const startable = (await selectLatestDefinitions(db)).filter((row) => row.startFormKey !== null);
  for (;;) {
    const definition = await definitions.load(db, random.pick(startable).id);
    const { form } = definition.forms.get(definition.row.startFormKey as string)!;
    const groups = starterGroupsOf(definition);
    const starters = people.filter((person) => groups.some((group) => person.groups.includes(group)));
    if (starters.length === 0) continue;
    const person = random.pick(starters);
    const data = await dataFor({ site, examples, people, random }, person, form, {});
    const input = { processKey: definition.row.key, data, requestKey: randomUUID() };
    const started = await attempt(site, person, startTicket, input);
    if (started) return started.number;
  }
}

async function act(game: Game, number: string, ticketId: number): Promise<void> {
  const { site, people, random } = game;
  const moment = site.runtime.clock.now().getTime();
  site.runtime.clock.set(new Date(moment + random.below(random.chance(0.15) ? 40 : 2) * 3_600_000 + 60_000));
  if (random.chance(0.015)) {
    const manager = people.find((person) => person.groups.includes('service-manager')) as Person;
    await attempt(site, manager, cancelTicket, { number, reason: '客户撤销请求', children: 'cancel' });
    return;
  }
  const family = await ticketFamily(site.runtime.db, ticketId);
  const open = (await Promise.all(family.map(({ id }) => selectOpenTasks(site.runtime.db, id)))).flat();
  const waiting = open.filter(({ status }) => status !== 'suspended');
  if (waiting.length > 0) await workOn(game, random.pick(waiting));
}

async function workOn(game: Game, task: TaskRow): Promise<void> {
  const { site, people, random } = game;
  const { db, definitions } = site.runtime;
  const able = people.filter((person) =>
    task.assigneeId === null
      ? task.candidateGroups.some((group) => person.groups.includes(group)) &&
        !task.excludedPersons.includes(person.id)
      : person.id === task.assigneeId,
  );
  if (able.length === 0) return;
  const person = random.pick(able);
  if (task.status === 'ready') await attempt(site, person, claimTask, { taskId: task.id });
  const ticket = await db('tickets').where({ id: task.ticketId }).first();
  if (random.chance(task.status === 'delegated' ? 0.6 : 0.12)) {
    const asPerson: Parameters<typeof randomAction>[0] = (...rest) => attempt(site, ...rest);
    return randomAction(
      asPerson,
      { ...game, runtime: site.runtime },
      person,
      await selectTask(db, task.id),
      ticket.number,
    );
  }
  if (task.kind === 'before' || task.kind === 'after') {
    const { revision } = await selectTask(db, task.id);
    const agrees = random.chance(0.7);
    await attempt(site, person, signTask, { taskId: task.id, agrees, opinion: '看过', revision });
    return;
  }
  const form = (await definitions.load(db, ticket.definitionId)).forms.get(task.formKey ?? '')!.form;
  const data = await dataFor(game, person, form, JSON.parse(ticket.variables));
  const { revision } = await selectTask(db, task.id);
  const fields = recordableFields(form);
  if (fields.length > 0 && random.chance(0.3)) {
    const rows = Object.fromEntries(Object.entries(data).filter(([name]) => fields.includes(name)));
    await attempt(site, person, recordRows, { taskId: task.id, revision, data: rows });
  } else {
    await attempt(site, person, completeTask, { taskId: task.id, revision, data });
  }
}

/** One of the form's examples, with somebody drawn by lot wherever the form asks for a person. */
function dataFor(
  { site, examples, random }: Game,
  person: Person,
  form: Form,
  variables: Record<string, unknown>,
): Promise<Record<string, unknown>> {
  const cases = examples.get(form.key) ?? [];
  return stepData(site, examples, person, form, { form: random.pick(cases)?.case, variables });
}

/** What people do may well be refused; it must only leave nothing behind. */
async function attempt<Input, Output>(
  { runtime }: ScenarioSite,
  person: Person,
  command: Command<Input, Output>,
  input: Input,
): Promise<Output | null> {
  try {
    return await runCommand(runtime, person, command, input);
  } catch (error) {
    if (error instanceof DomainError) return null;
    throw error;
  }
}
