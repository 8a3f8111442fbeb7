import type { EngineCommand, StepResult } from '../../../../bpmn/types.js';
import {
  type AuditEventRow,
  engineEvents,
  engineExecutionId,
  isSideTask,
  waitEvents,
} from '../../../tickets/index.js';
import { expectedConsequences, type Signature, signatureOf } from './openWaits.js';
import type { Difference } from './report.js';

const eventSignature = (event: { type: string; elementId: string | null; executionId: string | null }) =>
  signatureOf(event.type, event.elementId, event.executionId);

/** Compares what the engine does and opens in this run with the events recorded right after the cause. */
export function stepDifferences(
  cause: AuditEventRow,
  following: readonly AuditEventRow[],
  before: StepResult | null,
  after: StepResult,
): Difference[] {
  const steps = takeWhile(following, (event) => engineEvents.has(event.type));
  const rest = following.slice(steps.length);
  const consequences = takeWhile(rest, (event) => waitEvents.has(event.type)).filter(
    ({ executionId }) => !isSideTask(executionId ?? ''),
  );
  const command = cause.data.command as EngineCommand;
  const answered = answeredBy(command, cause);
  return [
    ...courseDifferences(cause.seq, steps, after),
    ...consequenceDifferences(cause.seq, consequences, expectedConsequences(before, after, answered)),
  ];
}

/** The execution that the command itself ends, so that no event records its end; a return ends the returned task. */
function answeredBy(command: EngineCommand, { executionId }: AuditEventRow): string | null {
  if (command.type === 'move') return engineExecutionId(executionId ?? '');
  return 'executionId' in command ? command.executionId : null;
}

/** The order matters: it is the path of the tokens. */
function courseDifferences(seq: number, recorded: AuditEventRow[], after: StepResult): Difference[] {
  const length = Math.max(recorded.length, after.events.length);
  for (let index = 0; index < length; index += 1) {
    const [stored, computed] = [recorded[index], after.events[index]];
    const [left, right] = [
      stored ? eventSignature(stored) : '无',
      computed ? eventSignature(computed) : '无',
    ];
    if (left !== right) {
      return [{ seq: stored?.seq ?? seq, message: `流转与重算不符：记录为 ${left}，重算为 ${right}` }];
    }
  }
  return [];
}

function consequenceDifferences(seq: number, recorded: AuditEventRow[], expected: Signature[]): Difference[] {
  const left = new Map<Signature, number>();
  for (const signature of expected) left.set(signature, (left.get(signature) ?? 0) + 1);
  const differences: Difference[] = [];
  for (const event of recorded) {
    const signature = eventSignature(event);
    const count = left.get(signature) ?? 0;
    if (count === 0) differences.push({ seq: event.seq, message: `重算中没有 ${signature}` });
    else left.set(signature, count - 1);
  }
  for (const [signature, count] of left) {
    if (count > 0) differences.push({ seq, message: `记录中缺少 ${signature}` });
  }
  return differences;
}

function takeWhile<Item>(items: readonly Item[], wanted: (item: Item) => boolean): Item[] {
  const end = items.findIndex((item) => !wanted(item));
  return items.slice(0, end === -1 ? items.length : end);
}
