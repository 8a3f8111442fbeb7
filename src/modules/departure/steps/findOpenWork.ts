import type { Knex } from 'knex';
import { computedAssignees } from '../../../bpmn/assignees.js';
import { loadDefinition } from '../../../bpmn/loadDefinition.js';
import { listOf } from '../../../platform/propertyList.js';
import { type ProcessDefinitionRow, reachableElements, selectDefinition } from '../../processes/index.js';
import {
  selectActiveTicketsMentioning,
  selectOpenTasks,
  selectPerformers,
  selectTasksHeldBy,
  selectTicket,
  type TaskRow,
  type TicketRow,
} from '../../tickets/index.js';
import { type AssigneeVariable, assigneeVariables, namesPerson } from '../model/assigneeVariables.js';

/** A task that a person has or has lent. */
export interface HeldTask {
  /** Names it in the handover form. */
  key: string;
  task: TaskRow;
  ticket: TicketRow;
}

/** A variable of a ticket that says who gets a later task. */
export interface FutureTask {
  key: string;
  ticket: TicketRow;
  path: string;
  /** Names of the tasks. */
  elements: string[];
  candidateGroups: string[];
  excludedPersons: number[];
}

export interface OpenWork {
  tasks: HeldTask[];
  later: FutureTask[];
}

/** What waits for a person: tasks in hand or lent, and tickets that name the person for a task still to come. */
export async function findOpenWork(db: Knex, personId: number): Promise<OpenWork> {
  const tasks: HeldTask[] = [];
  for (const task of await selectTasksHeldBy(db, personId)) {
    tasks.push({ key: `task-${task.id}`, task, ticket: await selectTicket(db, task.ticketId) });
  }
  return { tasks, later: await findNamed(db, personId) };
}

async function findNamed(db: Knex, personId: number): Promise<FutureTask[]> {
  const definitions = new Map<number, Reading>();
  const later: FutureTask[] = [];
  for (const ticket of await selectActiveTicketsMentioning(db, personId)) {
    const known = definitions.get(ticket.definitionId) ?? (await read(db, ticket.definitionId));
    definitions.set(ticket.definitionId, known);
    const named = known.variables.filter(({ path }) => namesPerson(ticket.variables, path, personId));
    if (named.length > 0) later.push(...(await findFutureTasks(db, ticket, known.definition, named)));
  }
  return later;
}

interface Reading {
  definition: ProcessDefinitionRow;
  variables: AssigneeVariable[];
}

async function read(db: Knex, id: number): Promise<Reading> {
  const definition = await selectDefinition(db, id);
  const assignees = computedAssignees(loadDefinition(definition.source, new Map()));
  return { definition, variables: assigneeVariables(assignees) };
}

/** The variables whose tasks can still come, one entry for each path. A ticket that waits for no task can get anywhere, for all we know. */
async function findFutureTasks(
  db: Knex,
  ticket: TicketRow,
  { elements }: ProcessDefinitionRow,
  named: AssigneeVariable[],
): Promise<FutureTask[]> {
  const open = (await selectOpenTasks(db, ticket.id)).map(({ elementId }) => elementId);
  const reachable = reachableElements(elements, open.length > 0 ? open : elements.map(({ id }) => id));
  const coming = named.filter(({ elementId }) => reachable.has(elementId));
  const found: FutureTask[] = [];
  for (const path of new Set(coming.map((one) => one.path))) {
    const ids = coming.filter((one) => one.path === path);
    const tasks = elements.filter(({ id }) => ids.some(({ elementId }) => elementId === id));
    const barred = tasks.flatMap(({ properties }) => listOf(properties.excludePerformerOf));
    found.push({
      key: `later-${ticket.id}-${path.replace(/\W+/g, '-')}`,
      ticket,
      path,
      elements: tasks.map(({ id, name }) => name ?? id),
      candidateGroups: [...new Set(ids.flatMap(({ candidateGroups }) => candidateGroups))],
      excludedPersons: await selectPerformers(db, ticket.id, barred),
    });
  }
  return found;
}
