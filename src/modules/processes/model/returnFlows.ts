/** What of a diagram's element tells where it leads. */
export interface FlowElement {
  id: string;
  type: string;
  sourceId: string | null;
  targetId: string | null;
  attachedTo: string | null;
}

/** Ids of the flows that lead back: every way from a start to the flow has passed the element that it leads to. */
export function returnFlows(elements: readonly FlowElement[]): Set<string> {
  const flows = elements.filter(({ type }) => type === 'bpmn:SequenceFlow');
  const next = successors(elements);
  const led = new Set([...next.values()].flat());
  const starts = elements.map(({ id }) => id).filter((id) => next.has(id) && !led.has(id));
  const back = flows.filter(
    ({ sourceId, targetId }) => sourceId && targetId && !isReachable(starts, sourceId, targetId, next),
  );
  return new Set(back.map(({ id }) => id));
}

/** Where each element leads: along its flows, and to the events on its edge. */
function successors(elements: readonly FlowElement[]): Map<string, string[]> {
  const next = new Map<string, string[]>();
  const lead = (from: string, to: string) => next.set(from, [...(next.get(from) ?? []), to]);
  for (const { id, sourceId, targetId, attachedTo } of elements) {
    if (sourceId && targetId) lead(sourceId, targetId);
    if (attachedTo) lead(attachedTo, id);
  }
  return next;
}

/** Whether one comes from a start to the element without passing `avoided`. */
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
