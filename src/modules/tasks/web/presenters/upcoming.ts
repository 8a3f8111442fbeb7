import type { DefinitionElement } from '../../../../bpmn/types.js';

/** A task or end that may come next. */
export interface UpcomingStep {
  name: string;
  lane: string | null;
  /** Label of the branch that leads there, such as `需上门`. */
  branch: string | null;
}

const skippedTypes = /Gateway$|IntermediateThrowEvent$/;

const unnamed = ({ type }: DefinitionElement) => (type === 'bpmn:EndEvent' ? '流程结束' : '未命名的环节');

/** What may come after these elements: their flows are followed through gateways to the next tasks and ends. */
export function upcomingSteps(
  elements: readonly DefinitionElement[],
  fromIds: readonly string[],
): UpcomingStep[] {
  const byId = new Map(elements.map((element) => [element.id, element]));
  const steps = new Map<string, UpcomingStep>();
  const visited = new Set<string>();
  const follow = (id: string, branch: string | null) => {
    for (const flow of elements.filter(
      ({ type, sourceId }) => type === 'bpmn:SequenceFlow' && sourceId === id,
    )) {
      const target = byId.get(flow.targetId ?? '');
      if (!target || visited.has(flow.id)) continue;
      visited.add(flow.id);
      const label = flow.name || branch;
      if (skippedTypes.test(target.type)) follow(target.id, label);
      else steps.set(target.id, { name: target.name ?? unnamed(target), lane: target.lane, branch: label });
    }
  };
  for (const id of fromIds) follow(id, null);
  return [...steps.values()];
}
