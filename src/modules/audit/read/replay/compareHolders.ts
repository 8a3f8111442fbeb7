import type { AuditEventRow, TaskRow } from '../../../tickets/index.js';
import type { Difference } from './report.js';

type Holding = Pick<TaskRow, 'status' | 'assigneeId' | 'ownerId'>;

const idIn = (value: unknown): number | null => (value as { id: number } | null | undefined)?.id ?? null;

/** The holder of a task after each event that changes it. */
const holdingAfter: Record<string, (event: AuditEventRow) => Holding> = {
  'task.created': ({ data }) => heldBy(idIn(data.assignee)),
  'task.claimed': ({ actorId }) => heldBy(actorId),
  'task.released': () => heldBy(null),
  'task.assigned': ({ data }) => heldBy(idIn(data.to)),
  'task.reassigned': ({ data }) => heldBy(idIn(data.to)),
  'task.handedOver': ({ data }) => data.held as Holding,
  'task.delegated': ({ data }) => ({
    status: 'delegated',
    assigneeId: idIn(data.to),
    ownerId: idIn(data.from),
  }),
  'task.resolved': ({ data }) => heldBy(idIn(data.to)),
  'task.added': ({ data }) => (data.waits ? waiting(idIn(data.assignee)) : heldBy(idIn(data.assignee))),
  'task.returned': ({ actorId }) => waiting(actorId),
  'signing.started': ({ actorId }) => waiting(actorId),
  'task.resumed': ({ data }) => heldBy(idIn(data.assignee)),
};

function waiting(assigneeId: number | null): Holding {
  return { status: 'suspended', assigneeId, ownerId: null };
}

function heldBy(assigneeId: number | null): Holding {
  return { status: assigneeId === null ? 'ready' : 'claimed', assigneeId, ownerId: null };
}

/** Open tasks whose holder in the database differs from the history. */
export function holderDifferences(events: readonly AuditEventRow[], tasks: readonly TaskRow[]): Difference[] {
  const holdings = new Map<number, Holding>();
  for (const event of events) {
    const holding = holdingAfter[event.type]?.(event);
    if (holding) holdings.set(Number(event.data.taskId), holding);
  }
  return tasks
    .filter(({ status }) => status !== 'completed' && status !== 'cancelled')
    .filter((task) => !isHeld(task, holdings.get(task.id)))
    .map(({ name, executionId }) => ({
      seq: null,
      message: `任务「${name}」（${executionId}）的办理人与流转记录不符`,
    }));
}

function isHeld(task: TaskRow, recorded: Holding | undefined): boolean {
  return (
    recorded !== undefined &&
    task.status === recorded.status &&
    task.assigneeId === recorded.assigneeId &&
    task.ownerId === recorded.ownerId
  );
}
