import { assigneeExpression } from '../../../bpmn/assignees.js';
import type { WaitingTask } from '../../../bpmn/types.js';
import { EngineError } from '../../../platform/errors.js';
import type { CommandContext } from '../../../platform/runCommand.js';
import { splitCommaList } from '../../../platform/splitCommaList.js';
import { selectOptionalActor } from '../../people/index.js';
import type { DeployedDefinition } from '../../processes/index.js';
import { selectDelegates } from '../store/auditEvents.js';
import { takeChosenPerformer } from '../store/chosenPerformers.js';
import { selectPerformers } from '../store/tasks.js';
import type { TicketRow } from '../store/tickets.js';
import { dueTime } from './dueTime.js';
import { queueTaskMails } from './queueTaskMails.js';
import type { NewTask } from './saveTicket.js';

/**
 * Creates the task of a waiting user task, with mails if the diagram asks for them.
 * Skips an assignee who left or is excluded (R9, R18): the task goes to its groups.
 * @throws {EngineError} when then nobody could ever take it
 */
export async function createTask(
  context: CommandContext,
  ticket: TicketRow,
  definition: DeployedDefinition,
  waiting: WaitingTask,
): Promise<NewTask> {
  const { elementId, executionId, name, properties, candidateGroups } = waiting;
  const dueAt = waiting.dueAt && (await dueTime(context, properties, waiting.dueAt));
  const excludedElements = splitCommaList(properties.excludePerformerOf);
  const excludedPersons = await findPerformers(context, ticket.id, excludedElements);
  const named = [await takeChosenPerformer(context.tx, ticket.id, elementId), waiting.assignee];
  const assignee = await findAssignee(context, named, excludedPersons);
  if (!assignee && candidateGroups.length === 0) throw noPerformer(definition, ticket, waiting);
  const row: NewTask['row'] = {
    elementId,
    executionId,
    name,
    formKey: waiting.formKey,
    ...newTaskDefaults,
    status: assignee ? 'claimed' : 'ready',
    assigneeId: assignee?.id ?? null,
    priority: waiting.priority,
    escalation: properties.escalation === 'true',
    loopItem: waiting.loop?.item ?? null,
    createdAt: context.now.toISOString(),
    dueAt,
    candidateGroups,
    excludedPersons,
  };
  const facts = { name, assignee, candidateGroups, dueAt, processVersion: definition.row.version };
  const announce = (taskId: number) =>
    queueTaskMails(context, ticket, { taskId, ...row }, assignee, candidateGroups);
  return {
    row,
    event: (taskId) => ({ type: 'task.created', elementId, executionId, data: { taskId, ...facts } }),
    ...(properties.notify === 'mail' && { announce }),
  };
}

function noPerformer(
  { engine }: DeployedDefinition,
  { variables }: TicketRow,
  { elementId, name }: WaitingTask,
): EngineError {
  const met = assigneeExpression(engine, elementId, variables);
  const message = `任务「${name}」没有可用的办理人：指定的人员已离职或未选定。`;
  return new EngineError(elementId, message, met ? [met] : []);
}

/** Initial values of every task. */
export const newTaskDefaults = {
  ownerId: null,
  completedBy: null,
  claimedAt: null,
  completedAt: null,
  remindedAt: null,
  kind: 'flow',
  parentId: null,
  outcome: null,
  opinion: null,
  revision: 1,
} as const;

/** Everybody who submitted a form of one of the elements, or filled it in as a delegate (R9, R18). */
async function findPerformers(
  { tx }: CommandContext,
  ticketId: number,
  elementIds: string[],
): Promise<number[]> {
  const performers = await selectPerformers(tx, ticketId, elementIds);
  return [...new Set([...performers, ...(await selectDelegates(tx, ticketId, elementIds))])];
}

/** The first named person who is active and not excluded. */
async function findAssignee(
  context: CommandContext,
  named: readonly unknown[],
  excludedPersons: number[],
): Promise<{ id: number; name: string } | null> {
  for (const one of named) {
    const id = Number(one);
    if (one === null || !Number.isInteger(id) || excludedPersons.includes(id)) continue;
    const person = await selectOptionalActor(context.tx, id);
    if (person) return { id, name: person.name };
  }
  return null;
}
