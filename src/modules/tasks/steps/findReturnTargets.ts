import type { Knex } from 'knex';
import { selectPersonNames } from '../db/persons.js';
import { selectTasksOfTicket, type TaskRow } from '../db/tasks.js';
import type { TicketRow } from '../db/tickets.js';
import { isMultiInstance } from '../engine/loadDefinition.js';
import { movableElements } from '../engine/step.js';
import { type ReturnTarget, returnTargets } from '../rules/returning.js';
import type { CommandContext } from './runCommand.js';

/** Where a task may be returned to, for the command and for the page that asks. */
export async function findReturnTargets(
  { tx, definitions }: Pick<CommandContext, 'definitions'> & { tx: Knex },
  ticket: TicketRow,
  task: Pick<TaskRow, 'id' | 'elementId' | 'executionId'>,
): Promise<(ReturnTarget & { person: { id: number; name: string } | null })[]> {
  const { engine, elements, row } = await definitions.load(tx, ticket.definitionId);
  const movable = new Set(movableElements(engine, ticket.state, task.executionId));
  const start = row.elements.find(({ type, parentId }) => type === 'bpmn:StartEvent' && parentId === null);
  const initiator =
    start && row.startFormKey && ticket.initiatorId !== null
      ? { elementId: start.id, formKey: row.startFormKey, personId: ticket.initiatorId }
      : null;
  const properties = elements.get(task.elementId)?.properties ?? {};
  const tasks = (await selectTasksOfTicket(tx, ticket.id)).map((one) => ({
    ...one,
    isInstance: isMultiInstance(engine, one.elementId),
  }));
  const targets = returnTargets(tasks, movable, task.elementId, initiator, properties);
  const names = await selectPersonNames(tx, [...new Set(targets.flatMap(({ personId }) => personId ?? []))]);
  return targets.map((target) => {
    const { personId: id } = target;
    return { ...target, person: id === null ? null : { id, name: names.get(id) ?? '' } };
  });
}
