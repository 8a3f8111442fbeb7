interface Element {
  id: string;
  type: string;
  parentId: string | null;
  sourceId: string | null;
  targetId: string | null;
  attachedTo: string | null;
}

/** Ids of the elements that a token at one of `from` can still get to, these included: along flows, boundary events and in and out of sub-processes. */
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
    return element.id === id && element.parentId !== null ? [element.parentId] : [];
  });
}
