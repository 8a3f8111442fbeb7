import type { Knex } from 'knex';
import { computedAssignees } from '../../../bpmn/assignees.js';
import { loadDefinition } from '../../../bpmn/loadDefinition.js';
import { splitCommaList } from '../../../platform/splitCommaList.js';
import { type ProcessDefinitionRow, reachableElements, selectDefinition } from '../../processes/index.js';
import {
  selectOpenTasks,
  selectPerformers,
  selectRunningDefinitionIds,
  selectRunningTickets,
  selectTasksHeldBy,
  selectTicket,
  selectTicketByNumber,
  type TaskRow,
  type TicketRow,
} from '../../tickets/index.js';
import { type AssigneeVariable, assigneeVariables, namesPerson } from '../model/assigneeVariables.js';

/** A task that a person has or has delegated. */
export interface HeldTask {
  /** The field of the handover form. */
  key: string;
  task: TaskRow;
  ticket: TicketRow;
}

/** A variable of a ticket that names the assignee of a later task. */
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
  futureTasks: FutureTask[];
}

/** The open work of a person: tasks in hand or delegated, and tickets that name the person for a later task. */
export async function findOpenWork(db: Knex, personId: number): Promise<OpenWork> {
  const tasks: HeldTask[] = [];
  for (const task of await selectTasksHeldBy(db, personId)) {
    tasks.push({ key: `task-${task.id}`, task, ticket: await selectTicket(db, task.ticketId) });
  }
  return { tasks, futureTasks: await findAllFutureTasks(db, personId) };
}

async function findAllFutureTasks(db: Knex, personId: number): Promise<FutureTask[]> {
  const futureTasks: FutureTask[] = [];
  for (const definitionId of await selectRunningDefinitionIds(db)) {
    const definition = await selectDefinition(db, definitionId);
    const assignees = assigneeVariables(computedAssignees(loadDefinition(definition.source, new Map())));
    const tickets = assignees.length === 0 ? [] : await selectRunningTickets(db, definitionId);
    for (const { number, variables } of tickets) {
      const named = assignees.filter(({ path }) => namesPerson(variables, path, personId));
      if (named.length === 0) continue;
      const ticket = await selectTicketByNumber(db, number);
      futureTasks.push(...(await findFutureTasks(db, ticket, definition, named)));
    }
  }
  return futureTasks.sort((a, b) => a.ticket.id - b.ticket.id);
}

/**
 * The variables whose tasks can still be reached, one entry for each path. For a ticket without an open task every element
 * counts as reachable.
 */
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
    const excludingElements = tasks.flatMap(({ properties }) =>
      splitCommaList(properties.excludePerformerOf),
    );
    found.push({
      key: `later-${ticket.id}-${path.replace(/\W+/g, '-')}`,
      ticket,
      path,
      elements: tasks.map(({ id, name }) => name ?? id),
      candidateGroups: [...new Set(ids.flatMap(({ candidateGroups }) => candidateGroups))],
      excludedPersons: await selectPerformers(db, ticket.id, excludingElements),
    });
  }
  return found;
}
