import { isDeepStrictEqual } from 'node:util';
import { isSameState } from '../../../../bpmn/runtime/state/savedState.js';
import type { StepResult } from '../../../../bpmn/types.js';
import type { JobRow } from '../../../../jobs/store/jobs.js';
import type { TaskRow, TicketRow, TicketStatus } from '../../../tickets/index.js';
import type { Difference } from './report.js';
import type { Rerun } from './rerun.js';

/** The present state of a ticket in the database. */
export interface Stored {
  ticket: TicketRow;
  tasks: readonly TaskRow[];
  /** Timer and service jobs that have not run. */
  pendingJobs: readonly JobRow[];
  /** Ids of tasks that the engine does not know, such as those of added signers. */
  otherTaskIds: ReadonlySet<number>;
}

const throughJson = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

/** Differences between the ticket in the database and the result of its recorded commands. */
export function storedDifferences(rerun: Rerun, stored: Stored): Difference[] {
  const { result, last } = rerun;
  if (!result || !last) return [difference('没有可重算的操作')];
  return [
    ...dataDifferences(rerun, stored.ticket),
    ...endDifferences(result, last, stored.ticket),
    ...taskDifferences(rerun, result, stored),
    ...jobDifferences(result, stored.pendingJobs),
  ];
}

const difference = (message: string): Difference => ({ seq: null, message });

function dataDifferences({ variables, result }: Rerun, ticket: TicketRow): Difference[] {
  const computed = throughJson(variables) as Record<string, unknown>;
  const names = new Set([...Object.keys(computed), ...Object.keys(ticket.variables)]);
  const wrong = [...names].filter((name) => !isDeepStrictEqual(computed[name], ticket.variables[name]));
  return [
    ...wrong.map((name) => difference(`数据「${name}」与重算不符`)),
    ...(result && isSameState(result.state, ticket.state) ? [] : [difference('流程状态与重算不符')]),
  ];
}

function endDifferences(
  result: StepResult,
  last: NonNullable<Rerun['last']>,
  ticket: TicketRow,
): Difference[] {
  const endStatus: TicketStatus = last.type === 'cancel' ? 'cancelled' : 'ended';
  const expected = {
    status: result.ended ? endStatus : ('active' as const),
    endElementId: result.ended ? result.endEventId : null,
    endedAt: result.ended ? last.at : null,
  };
  const { status, endElementId, endedAt } = ticket;
  if (isDeepStrictEqual({ status, endElementId, endedAt }, expected)) return [];
  const text = (end: typeof expected) =>
    [end.status, end.endElementId, end.endedAt].filter(Boolean).join(' ');
  return [difference(`结束情况与重算不符：存储为 ${text(ticket)}，重算为 ${text(expected)}`)];
}

function taskDifferences({ tasks }: Rerun, result: StepResult, stored: Stored): Difference[] {
  const open = new Map(result.tasks.map((task) => [task.executionId, task]));
  const rows = new Map(stored.tasks.map((task) => [task.executionId, task]));
  const missing = [...tasks].filter((executionId) => !rows.has(executionId));
  const wrong = stored.tasks.filter((row) => {
    if (!tasks.has(row.executionId)) return !stored.otherTaskIds.has(row.id);
    const waiting = open.get(row.executionId);
    const isOpen = !['completed', 'cancelled'].includes(row.status);
    return isOpen !== (waiting !== undefined) || (waiting && !isSameTask(row, waiting));
  });
  return [
    ...missing.map((executionId) => difference(`缺少任务 ${executionId}`)),
    ...wrong.map((row) => difference(`任务「${row.name}」（${row.executionId}）与重算不符`)),
  ];
}

function isSameTask(row: TaskRow, waiting: StepResult['tasks'][number]): boolean {
  return (
    row.elementId === waiting.elementId &&
    row.name === waiting.name &&
    row.formKey === waiting.formKey &&
    isDeepStrictEqual(row.loopItem, throughJson(waiting.loop?.item ?? null))
  );
}

function jobDifferences(result: StepResult, pending: readonly JobRow[]): Difference[] {
  const expected = new Map([
    ...result.timers.map(({ executionId }) => [executionId, '计时'] as const),
    ...result.serviceRequests.map(({ executionId }) => [executionId, '自动处理'] as const),
  ]);
  const found = new Set(pending.map((job) => String(job.executionId)));
  return [
    ...[...expected]
      .filter(([id]) => !found.has(id))
      .map(([id, kind]) => difference(`缺少${kind}作业 ${id}`)),
    ...[...found].filter((id) => !expected.has(id)).map((id) => difference(`多出作业 ${id}`)),
  ];
}
