interface Element {
  id: string;
  type: string;
  parentId: string | null;
  sourceId: string | null;
  targetId: string | null;
  attachedTo: string | null;
}

/**
 * Ids of the elements that a token at one of `from` can still reach, including `from`: along flows, through boundary
 * events, into and out of sub-processes, and into event sub-processes beside it.
 */
export function reachableElements(elements: readonly Element[], from: readonly string[]): Set<string> {
  const reached = new Set<string>();
  const open = [...from];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (reached.has(id)) continue;
    reached.add(id);
    open.push(...stepsFrom(elements, id));
  }
  return reached;
}

function stepsFrom(elements: readonly Element[], id: string): string[] {
  return elements.flatMap((element) => {
    if (element.type === 'bpmn:SequenceFlow' && element.sourceId === id) return [element.targetId ?? ''];
    if (element.attachedTo === id || element.parentId === id) return [element.id];
    if (element.id !== id) return [];
    const handlers = elements.filter(
      (one) => one.parentId === element.parentId && isStartedByEvent(elements, one),
    );
    return [...handlers.map((one) => one.id), ...(element.parentId === null ? [] : [element.parentId])];
  });
}

/** A sub-process that no flow leads to. */
function isStartedByEvent(elements: readonly Element[], { id, type }: Element): boolean {
  return type === 'bpmn:SubProcess' && !elements.some(({ targetId }) => targetId === id);
}
