import { EngineError, UnfitCommand } from '../platform/errors.js';
import { cancelProcess } from './cancelProcess.js';
import type { Definition } from './loadDefinition.js';
import type { RaisedModel } from './model.js';
import type { Process } from './runtime/bpmnElements.js';
import { fireConditions } from './runtime/events/conditions.js';
import { deliver, fail, resumeProcess, startProcess } from './runtime/execution.js';
import { movableFrom, moveToken, undoneElements } from './runtime/moveToken.js';
import { currentRules, Run } from './runtime/Run.js';
import { type LoopStatus, loopStatusOf, reopenInstance } from './runtime/reopenInstance.js';
import { resultOf } from './runtime/resultOf.js';
import type { Memory } from './runtime/state/memory.js';
import { readState, type SavedState } from './runtime/state/savedState.js';
import { SleepingInstances } from './runtime/state/sleepingInstances.js';
import type { Wait, WaitKind } from './runtime/waits.js';
import type { EngineCommand, EngineState, StepResult } from './types.js';

const emptyMemory: Memory = { next: 0, waits: [], loops: {} };

/** The error that a called process throws when a person cancels it. */
export const cancelledCode = 'CANCELLED';

/** Which open wait each command answers. */
const answeredWaits: Partial<Record<EngineCommand['type'], WaitKind>> = {
  completeTask: 'task',
  fireTimer: 'timer',
  deliverMessage: 'message',
  deliverSignal: 'signal',
  completeService: 'service',
  completeCall: 'call',
  escalate: 'call',
};

/**
 * Takes a ticket's process one command further. Pure and synchronous: the same inputs give the same outputs, ids
 * included; `state` is left untouched. `state` is null for `start` only; `zone` is the department's, in which expressions
 * and timers count days; `rules` are those of the engine at the time of the command.
 * @throws {EngineError} when the diagram can't go on (condition, gateway, timer, nothing left that waits …) or the
 * command fits no open wait
 */
export function step(
  definition: Definition,
  state: EngineState | null,
  command: EngineCommand,
  now: Date,
  zone: string,
  rules = currentRules,
): StepResult {
  const saved = state ? readState(state) : null;
  if (command.type === 'start' && saved) throw new UnfitCommand(null, '流程已经启动，不能再次启动。');
  if (command.type !== 'start' && !saved) throw new UnfitCommand(null, '流程尚未启动。');
  if (saved?.ended) throw new UnfitCommand(null, '流程已经结束，不能再办理。');
  if (saved && command.type === 'cancel') return cancelProcess(definition, saved);

  const given = { definition, command, now, zone, rules };
  if (saved && command.type in answeredWaits && 'executionId' in command) {
    const sleeping = new SleepingInstances(definition.model, saved, command.executionId ?? '');
    const result = advance(saved, given, sleeping);
    return result ?? (advance(readState(state as EngineState), given, null) as StepResult);
  }
  return advance(saved, given, null) as StepResult;
}

interface Given {
  definition: Definition;
  command: EngineCommand;
  now: Date;
  zone: string;
  rules: number;
}

/** @returns null when the step must be taken without anybody asleep */
function advance(
  saved: SavedState | null,
  { definition, command, now, zone, rules }: Given,
  sleeping: SleepingInstances | null,
): StepResult | null {
  const { expressions, types } = definition;
  const memory = saved?.memory ?? emptyMemory;
  const run = new Run(command.variables, { now, zone, types }, expressions, memory, rules);
  if (command.type === 'completeTask') run.vote = command.vote ?? null;
  if (command.type === 'start') run.startId = command.startId ?? null;
  const process = refusingFailures(run, () => {
    const moved = saved ? resumeStep(definition, saved, run, command) : startProcess(definition.model, run);
    if (!run.uncaught) fireConditions(moved, run);
    return moved;
  });
  return resultOf(process, run, sleeping);
}

/** Ids of the elements that the task with this execution id may be moved back to. */
export function movableElements(definition: Definition, state: EngineState, executionId: string): string[] {
  const saved = readState(state);
  return saved.ended ? [] : movableFrom(definition.model, saved, executionId);
}

/** Ids of the elements that a move back to `to` undoes; null when the ticket can't go back there. */
export function elementsToUndo(
  definition: Definition,
  state: EngineState,
  move: { executionId: string | null; to: string },
): ReadonlySet<string> | null {
  const saved = readState(state);
  return saved.ended ? null : undoneElements(definition.model, saved, move);
}

/** Whether what waits has a boundary event of its own that catches the error with this code, or any error. */
export function catchesError(
  { model }: Definition,
  state: EngineState,
  executionId: string,
  code: string,
): boolean {
  const elementId = waitingElement(state, executionId);
  const boundaries = elementId === null ? [] : model.boundariesOf(elementId);
  return boundaries.some((id) => {
    const raised = model.activity(id)?.raised;
    return raised?.kind === 'error' && (raised.id === null || raised.code === code);
  });
}

/** The loop to which an instance of a multi-instance task belongs. */
export function loopStatusIn(state: EngineState, executionId: string): LoopStatus {
  const saved = readState(state);
  return loopStatusOf(saved.ended ? emptyMemory : saved.memory, executionId);
}

/** The element that waits under this execution id; null when none does. */
export function waitingElement(state: EngineState, executionId: string): string | null {
  const saved = readState(state);
  const waits = saved.ended ? [] : saved.memory.waits;
  return waits.find((wait) => wait.executionId === executionId)?.elementId ?? null;
}

function resumeStep({ model }: Definition, saved: SavedState, run: Run, command: EngineCommand): Process {
  const wait = 'executionId' in command ? run.waits.get(command.executionId ?? '') : undefined;
  if (command.type === 'move' && (wait || command.executionId === null))
    return moveToken(model, saved, run, command);
  if (command.type === 'changeData') return resumeProcess(model, saved, run);
  if (command.type === 'reopen') return reopenInstance(model, saved, run, command);
  const mayFail = wait?.kind === 'service' || wait?.kind === 'call';
  const isAnswer = wait?.kind === answeredWaits[command.type] || (command.type === 'throwError' && mayFail);
  if (!wait || !isAnswer) throw noSuchWait(wait ?? null);
  const process = resumeProcess(model, saved, run);
  if (command.type === 'throwError') fail(process, wait, run, outside('error', command.code));
  else if (command.type === 'escalate') fail(process, wait, run, outside('escalation', command.code));
  else deliver(process, wait, run);
  return process;
}

function outside(kind: RaisedModel['kind'], code: string | null): RaisedModel {
  return { kind, id: null, code, name: null };
}

function noSuchWait(wait: Wait | null): UnfitCommand {
  const reason = wait
    ? '该环节等待的不是这种操作，未作任何改动。'
    : '该环节已经办理、取消或从未等待，未作任何改动。';
  return new UnfitCommand(wait?.elementId ?? null, reason);
}

function refusingFailures(run: Run, advance: () => Process): Process {
  try {
    const process = advance();
    if (run.failure) throw run.failure;
    return process;
  } catch (error) {
    if (run.failure) throw run.failure;
    if (error instanceof EngineError) throw error;
    if (error instanceof RangeError) throw new EngineError(null, '流程在一步之内经过的环节过多，无法继续。');
    throw new EngineError(null, `流程引擎出错：${error instanceof Error ? error.message : String(error)}`);
  }
}
