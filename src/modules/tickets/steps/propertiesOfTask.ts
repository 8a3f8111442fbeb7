import type { CommandContext } from '../../../platform/runCommand.js';
import type { TaskRow } from '../store/tasks.js';
import type { TicketRow } from '../store/tickets.js';

/** The properties of the task's element in the version of the diagram on which the ticket runs. */
export async function propertiesOfTask(
  context: CommandContext,
  ticket: Pick<TicketRow, 'definitionId'>,
  task: Pick<TaskRow, 'elementId'>,
): Promise<Readonly<Record<string, string>>> {
  const { elements } = await context.definitions.load(context.tx, ticket.definitionId);
  return elements.get(task.elementId)?.properties ?? {};
}
