import type { Content } from './bpmnElements.js';
import type { EndedLoop, Loop } from './state/memory.js';

/**
 * Execution id of an instance of a loop: that of the loop with the place in the collection behind.
 * @param tokenId tells it from an earlier execution at the same place
 */
export function instanceId(loopId: string, index: number, tokenId = ''): string {
  return `${loopId}_${index}${tokenId}`;
}

const suffix = /_(\d+)(?:t\d+)?$/;

/** Execution id of the loop that an instance belongs to. */
export function loopIdOf(executionId: string): string {
  return executionId.replace(suffix, '');
}

/** Place of an instance in the collection. */
export function indexOf(executionId: string): number {
  return Number(suffix.exec(executionId)?.[1]);
}

export function isInstanceOf(executionId: string, loopId: string): boolean {
  return suffix.test(executionId) && loopIdOf(executionId) === loopId;
}

/** The loop to which an instance belongs now, with its execution id. */
export function findLoop<Kind extends Loop>(
  loops: Readonly<Record<string, Kind>>,
  executionId: string,
): [string, Kind] | undefined {
  const own = loopIdOf(executionId);
  return Object.entries(loops).find(([id, loop]) => id === own || loop.continues?.includes(own));
}

/** Counts an instance that is done with its vote; `by` -1 takes it out again. */
export function tally(loop: Loop, vote: boolean | null, by: 1 | -1): void {
  loop.completed += by;
  if (vote === true) loop.approvals = (loop.approvals ?? 0) + by;
  if (vote === false) loop.rejections = (loop.rejections ?? 0) + by;
}

export function withoutEnding({ elementId: _, scopeId: __, open: ___, ...loop }: EndedLoop): Loop {
  return loop;
}

/** What bpmn-elements is told to start an instance, made from what it was told of the whole. */
export function instanceContent(root: Content, index: number, executionId: string): Content {
  const { id, type, parent } = root;
  const { path = [], ...outer } = parent ?? { id: '', executionId: '' };
  return {
    ...root,
    isRootScope: undefined,
    preventComplete: undefined,
    isMultiInstance: true,
    executionId,
    index,
    parent: { id, type, executionId: root.executionId, path: [outer, ...path] },
  } as Content;
}
