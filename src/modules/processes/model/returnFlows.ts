/** The part of a diagram element that says where it leads. */
export interface FlowElement {
  id: string;
  type: string;
  sourceId: string | null;
  targetId: string | null;
  attachedTo: string | null;
}

/** Ids of the flows that lead back: every path from a start to the flow has already passed the flow's target. */
export function returnFlows(elements: readonly FlowElement[]): Set<string> {
  const flows = elements.filter(({ type }) => type === 'bpmn:SequenceFlow');
  const next = successors(elements);
  const targets = new Set([...next.values()].flat());
  const starts = elements.map(({ id }) => id).filter((id) => next.has(id) && !targets.has(id));
  const back = flows.filter(
    ({ sourceId, targetId }) => sourceId && targetId && !isReachable(starts, sourceId, targetId, next),
  );
  return new Set(back.map(({ id }) => id));
}

/** The elements that follow each element: the targets of its flows, and its boundary events. */
function successors(elements: readonly FlowElement[]): Map<string, string[]> {
  const next = new Map<string, string[]>();
  const lead = (from: string, to: string) => next.set(from, [...(next.get(from) ?? []), to]);
  for (const { id, sourceId, targetId, attachedTo } of elements) {
    if (sourceId && targetId) lead(sourceId, targetId);
    if (attachedTo) lead(attachedTo, id);
  }
  return next;
}

/** Whether a path leads from a start to `wanted` without passing `avoided`. */
function isReachable(
  starts: readonly string[],
  wanted: string,
  avoided: string,
  next: ReadonlyMap<string, string[]>,
): boolean {
  const seen = new Set([avoided]);
  const waiting = starts.filter((id) => id !== avoided);
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (seen.has(id)) continue;
    if (id === wanted) return true;
    seen.add(id);
    waiting.push(...(next.get(id) ?? []));
  }
  return false;
}
