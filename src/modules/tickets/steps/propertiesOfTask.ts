import type { TaskRow } from '../db/tasks.js';
import type { TicketRow } from '../db/tickets.js';
import type { CommandContext } from './runCommand.js';

/** The properties of the task's element in the version of the diagram on which the ticket runs. */
export async function propertiesOfTask(
  context: CommandContext,
  ticket: Pick<TicketRow, 'definitionId'>,
  task: Pick<TaskRow, 'elementId'>,
): Promise<Readonly<Record<string, string>>> {
  const { elements } = await context.definitions.load(context.tx, ticket.definitionId);
  return elements.get(task.elementId)?.properties ?? {};
}
