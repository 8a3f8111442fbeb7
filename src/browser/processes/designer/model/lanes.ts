import type { Moddle, Registry } from '../types.js';
import { propertyOf } from './properties.js';

/** The innermost lane that holds the node. */
export function laneAround(registry: Registry, node: Moddle): Moddle | null {
  const lanes = registry.filter(
    ({ type, businessObject }) => type === 'bpmn:Lane' && nodesOf(businessObject).includes(node),
  );
  return lanes.at(-1)?.businessObject ?? null;
}

/** The group of a lane: the one it names, else the one that most of its other tasks have. */
export function laneGroup(lane: Moddle, apartFrom?: Moddle): string | null {
  const named = propertyOf(lane, 'group');
  if (named) return named;
  const counts = new Map<string, number>();
  for (const node of nodesOf(lane)) {
    const groups = node === apartFrom ? undefined : node.get('camunda:candidateGroups');
    if (typeof groups === 'string' && !groups.includes('${'))
      counts.set(groups, (counts.get(groups) ?? 0) + 1);
  }
  const [most] = [...counts].sort(([, one], [, other]) => other - one);
  return most?.[0] ?? null;
}

function nodesOf(lane: Moddle): Moddle[] {
  return (lane.get('flowNodeRef') as Moddle[] | undefined) ?? [];
}
