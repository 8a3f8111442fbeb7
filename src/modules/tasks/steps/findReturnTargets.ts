import type { Knex } from 'knex';
import { isMultiInstance } from '../../../bpmn/loadDefinition.js';
import { movableElements } from '../../../bpmn/step.js';
import type { CommandContext } from '../../../platform/runCommand.js';
import { selectPersonNames } from '../../people/index.js';
import {
  type ReturnTarget,
  returnTargets,
  selectOptionalFirstEvent,
  selectTasksOfTicket,
  type TaskRow,
  type TicketRow,
} from '../../tickets/index.js';

/** Where a task may be returned to, for the command and for the page that asks. */
export async function findReturnTargets(
  { tx, definitions }: Pick<CommandContext, 'definitions'> & { tx: Knex },
  ticket: TicketRow,
  task: Pick<TaskRow, 'id' | 'elementId' | 'executionId'>,
): Promise<(ReturnTarget & { person: { id: number; name: string } | null })[]> {
  const { engine, elements } = await definitions.load(tx, ticket.definitionId);
  const movable = new Set(movableElements(engine, ticket.state, task.executionId));
  const begun = await selectOptionalFirstEvent(tx, ticket.id);
  const { id: elementId, formKey } = elements.get(begun?.elementId ?? '') ?? { id: '', formKey: null };
  const initiator =
    formKey && ticket.initiatorId !== null ? { elementId, formKey, personId: ticket.initiatorId } : null;
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
