import { UnfitCommand } from '../../platform/errors.js';
import type { ProcessModel } from '../ProcessModel.js';
import type { EngineCommand } from '../types.js';
import type { Message, Process } from './bpmnElements.js';
import { resumeProcess } from './execution.js';
import { findLoop, indexOf, instanceContent, instanceId, isInstanceOf, loopIdOf, tally } from './loops.js';
import { moveToken } from './moveToken.js';
import type { Run } from './Run.js';
import type { EndedLoop, Memory } from './state/memory.js';
import { placesAround, placesOf } from './state/places.js';
import type { SavedState } from './state/savedState.js';

/** The loop of an instance of a multi-instance task as it stands now. */
export interface LoopStatus {
  /** running: others are still asked; over: it can be taken up again; gone: it was begun anew or left another way. */
  status: 'running' | 'over' | 'gone';
  /** Whether another execution is, or was, one of its instances. */
  includes: (executionId: string | null) => boolean;
}

type Reopen = Extract<EngineCommand, { type: 'reopen' }>;

export function loopStatusOf({ loops, endedLoops = {} }: Memory, executionId: string): LoopStatus {
  const running = findLoop(loops, executionId);
  const [id, loop] = running ?? findLoop(endedLoops, executionId) ?? [loopIdOf(executionId), null];
  const ids = [id, ...(loop?.continues ?? [])];
  return {
    status: running ? 'running' : loop ? 'over' : 'gone',
    includes: (other) => other !== null && ids.some((one) => isInstanceOf(other, one)),
  };
}

/**
 * Takes back an instance of a multi-instance task that is done: it waits once more, and counts no longer. A loop that is
 * over is gone back to (see `moveToken`), where it goes on with the instances that had not been done.
 * @throws {UnfitCommand} when the loop is gone, the instance waits, or another came after it in a sequence
 */
export function reopenInstance(
  model: ProcessModel,
  saved: SavedState,
  run: Run,
  { elementId, executionId, from, vote }: Reopen,
): Process {
  const index = indexOf(executionId);
  const running = findLoop(run.loops, executionId);
  const ended = findLoop(run.endedLoops, executionId);
  const [loopId, loop] = running ?? ended ?? ['', null];
  if (!loop) throw refuse(elementId);
  const isSequential = model.activity(elementId)?.loop?.isSequential === true;
  if (isSequential && index !== loop.completed - 1) throw refuse(elementId);
  tally(loop, vote ?? null, -1);
  loop.isReopened = true;
  run.undoings.takeBack(executionId);
  if (running) return restartInstance(model, saved, run, { elementId, loopId, index, isSequential });
  const over = loop as EndedLoop;
  if (!isInScope(model, saved, from, over)) throw refuse(elementId);
  // The reopened instance comes first: the application gives the first new task to whoever took it back.
  const open = [index, ...over.open];
  run.reopened = { ...over, open, continues: [...(over.continues ?? []), loopId] };
  const process = moveToken(model, saved, run, { executionId: from, to: elementId });
  if (run.reopened) throw refuse(elementId);
  return process;
}

/** Whether what waits lies in the very execution of the scope in which the loop was. */
function isInScope(
  model: ProcessModel,
  saved: SavedState,
  from: string | null,
  { elementId, scopeId }: EndedLoop,
): boolean {
  const scope = model.activity(elementId)?.blueprint.parent.id ?? '';
  const places = from === null ? placesOf(saved, scope) : placesAround(saved, from);
  return places.some(({ executionId }) => executionId === scopeId);
}

interface Instance {
  elementId: string;
  loopId: string;
  index: number;
  isSequential: boolean;
}

/** In a loop that runs; the one that came after it in a sequence is given up. */
function restartInstance(
  model: ProcessModel,
  saved: SavedState,
  run: Run,
  { elementId, loopId, index, isSequential }: Instance,
): Process {
  for (const { executionId } of run.waits.values())
    if (isInstanceOf(executionId, loopId) && indexOf(executionId) === index) throw refuse(elementId);
  const [place] = placesAround(saved, loopId);
  const activity = place?.children.find((child) => child.executionId === loopId);
  const queue = activity?.broker?.queues.find(({ name }) => name === 'execute-q');
  const root = queue?.messages.find(({ content }) => content.isRootScope);
  if (!queue || !root) throw refuse(elementId);
  if (isSequential) queue.messages = queue.messages.filter((message) => message === root);
  const content = instanceContent(root.content, index, instanceId(loopId, index, run.nextTokenId()));
  const fields = { routingKey: 'execute.start', exchange: 'execution' };
  queue.messages.push({ fields, content, properties: {} } as unknown as Message);
  const process = resumeProcess(model, saved, run);
  run.settle();
  return process;
}

function refuse(elementId: string): UnfitCommand {
  return new UnfitCommand(elementId, '会签已有进展，不能再撤回其中一项。');
}
