import type { Knex } from 'knex';
import { isMultiInstance, isSequential } from '../../../bpmn/loadDefinition.js';
import { elementsToUndo, loopStatusIn } from '../../../bpmn/step.js';
import type { CommandContext } from '../../../platform/runCommand.js';
import type { DeployedDefinition } from '../../processes/index.js';
import {
  type AuditEventRow,
  selectEventsFromCompletion,
  selectOpenTasks,
  selectScopesWithFormDraft,
  stepsOf,
  type TaskRow,
  type TicketRow,
} from '../../tickets/index.js';
import type { SinceSubmission } from '../model/withdrawing.js';

type Submitted = Pick<TaskRow, 'elementId' | 'executionId'>;
type Step = readonly [AuditEventRow, ...AuditEventRow[]];

/** What a submission led to. */
interface Consequence {
  /** What waits because of it; null when its token waits at a join. */
  from: string | null;
  isReachable: boolean;
  /** Whether something of the ticket follows from it. */
  follows: (one: { elementId: string | null; executionId: string | null }) => boolean;
}

/** Events that open something the engine waits for. */
const waitOpeningEvents = new Set(['task.created', 'timer.armed', 'service.requested', 'call.started']);

/**
 * What follows from a submitted task and whether it has gone on since.
 * @returns also `from` as in `Consequence`, and `vote`, how the task had voted, if it was one
 */
export async function findFollowers(
  { tx, definitions }: Pick<CommandContext, 'definitions'> & { tx: Knex },
  ticket: TicketRow,
  task: Submitted,
): Promise<SinceSubmission & { from: string | null; vote: boolean | null }> {
  const definition = await definitions.load(tx, ticket.definitionId);
  const steps = stepsOf(await selectEventsFromCompletion(tx, ticket.id, task.executionId));
  const { from, isReachable, follows } = consequenceOf(definition, ticket, task, steps);
  const moved = steps.slice(1).filter(([cause]) => cause.data.command && follows(cause));
  const open = (await selectOpenTasks(tx, ticket.id)).filter(follows);
  const drafted = await selectScopesWithFormDraft(
    tx,
    open.map(({ id }) => `task:${id}`),
  );
  const completion = steps[0]?.[0].data.command as { vote?: boolean } | undefined;
  return {
    from,
    vote: completion?.vote ?? null,
    isActive: ticket.status === 'active',
    isReachable,
    followers: open.map((one) => ({ ...one, hasDraft: drafted.has(`task:${one.id}`) })),
    moved: moved.map(([{ elementId }]) => definition.elements.get(elementId ?? '')?.name ?? '下一环节'),
  };
}

/**
 * Of several at once each stands for itself, so that what the others do is none of its consequences: until all are done
 * there are none. Of several in order the later ones follow from it.
 */
function consequenceOf(
  definition: DeployedDefinition,
  ticket: TicketRow,
  task: Submitted,
  steps: readonly Step[],
): Consequence {
  const { engine } = definition;
  const isInstance = isMultiInstance(engine, task.elementId);
  const inOrder = isInstance && isSequential(engine, task.elementId);
  const loop = isInstance ? loopStatusIn(ticket.state, task.executionId) : null;
  const isSibling = (executionId: string | null) => loop?.includes(executionId) === true;
  if (loop?.status === 'running') {
    return { from: null, isReachable: true, follows: (one) => inOrder && isSibling(one.executionId) };
  }
  const from = openedBy(steps.filter(([cause], index) => index === 0 || isSibling(cause.executionId)));
  const move = { executionId: from, to: task.elementId };
  const undone = loop?.status === 'gone' ? null : elementsToUndo(engine, ticket.state, move);
  const isUndone = (elementId: string | null) => isWithin(definition, undone ?? new Set(), elementId);
  return {
    from,
    isReachable: undone !== null,
    follows: ({ elementId, executionId }) => isUndone(elementId) && (inOrder || !isSibling(executionId)),
  };

  /** The last of the steps that opened anything: what earlier ones did was given up when an instance was taken back. */
  function openedBy(own: readonly Step[]): string | null {
    const opened = own
      .map((step) => step.filter((one) => waitOpeningEvents.has(one.type) && !isSibling(one.executionId)))
      .findLast((step) => step.length > 0);
    if (!opened) return null;
    const first = opened.find(({ type }) => type === 'task.created') ?? opened[0];
    return first?.executionId ?? null;
  }
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
