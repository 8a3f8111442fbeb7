import type { Knex } from 'knex';
import { selectEventsFromCompletion } from '../db/auditEvents.js';
import { selectScopesWithDraft } from '../db/formDrafts.js';
import { selectOpenTasks, type TaskRow } from '../db/tasks.js';
import type { TicketRow } from '../db/tickets.js';
import { elementsUndone } from '../engine/step.js';
import { stepsOf } from '../rules/ticketSteps.js';
import type { SinceSubmission } from '../rules/withdrawing.js';
import type { DeployedDefinition } from './definitionCache.js';
import type { CommandContext } from './runCommand.js';

/** Events that open something the engine waits for. */
const opens = new Set(['task.created', 'timer.armed', 'service.requested', 'call.started']);

/**
 * What follows from a submitted task and whether it has gone on since.
 * @returns also `from`: what waits because of it, null when its token waits at a join
 */
export async function findFollowers(
  { tx, definitions }: Pick<CommandContext, 'definitions'> & { tx: Knex },
  ticket: TicketRow,
  task: Pick<TaskRow, 'elementId' | 'executionId'>,
): Promise<SinceSubmission & { from: string | null }> {
  const definition = await definitions.load(tx, ticket.definitionId);
  const events = await selectEventsFromCompletion(tx, ticket.id, task.executionId);
  const [own = [], ...later] = stepsOf(events);
  const opened = own.filter(({ type }) => opens.has(type));
  const from =
    opened.find(({ type }) => type === 'task.created')?.executionId ?? opened[0]?.executionId ?? null;
  const move = { executionId: from, to: task.elementId };
  const undone = elementsUndone(definition.engine, ticket.state, move);
  const isUndone = (elementId: string | null) => isWithin(definition, undone ?? new Set(), elementId);
  const moved = later.filter(([cause]) => cause.data.command && isUndone(cause.elementId));
  const open = (await selectOpenTasks(tx, ticket.id)).filter(({ elementId }) => isUndone(elementId));
  const drafted = await selectScopesWithDraft(
    tx,
    open.map(({ id }) => `task:${id}`),
  );
  return {
    from,
    isActive: ticket.status === 'active',
    isReachable: undone !== null,
    followers: open.map((one) => ({ ...one, hasDraft: drafted.has(`task:${one.id}`) })),
    moved: moved.map(([{ elementId }]) => definition.elements.get(elementId ?? '')?.name ?? '下一环节'),
  };
}

/** Whether an element, or the sub-process around it, is among these. */
function isWithin(
  { elements }: DeployedDefinition,
  among: ReadonlySet<string>,
  elementId: string | null,
): boolean {
  for (let id = elementId; id; id = elements.get(id)?.parentId ?? null) if (among.has(id)) return true;
  return false;
}
