import { laneAround, laneGroup } from './model/lanes.js';
import type { Modeling, Registry, Shape } from './types.js';

interface CommandEvent {
  context: { flowNodeShapes: Shape[] };
}
interface EventBus {
  on(event: string, listener: (event: CommandEvent) => void): void;
}

const attribute = 'camunda:candidateGroups';

/** Gives a user task that is put into a lane, and has no performers of its own, the group of the lane. */
class LaneGroups {
  static $inject = ['eventBus', 'modeling', 'elementRegistry'];

  constructor(
    eventBus: EventBus,
    private readonly modeling: Modeling,
    private readonly registry: Registry,
  ) {
    const before = new Map<string, string | null>();
    eventBus.on('commandStack.lane.updateRefs.preExecute', ({ context }) => {
      before.clear();
      for (const { id } of context.flowNodeShapes) before.set(id, this.groupAround(id));
    });
    eventBus.on('commandStack.lane.updateRefs.postExecuted', ({ context }) => {
      for (const shape of context.flowNodeShapes) this.assign(shape, before.get(shape.id) ?? null);
    });
  }

  private assign({ id, type }: Shape, groupBefore: string | null): void {
    const shape = this.registry.get(id);
    if (!shape || type !== 'bpmn:UserTask') return;
    const { businessObject } = shape;
    const own = businessObject.get(attribute);
    const isInherited = own === undefined ? !businessObject.get('camunda:assignee') : own === groupBefore;
    const group = this.groupAround(id);
    if (isInherited && group !== null && group !== own) {
      this.modeling.updateProperties(shape, { [attribute]: group });
    }
  }

  private groupAround(id: string): string | null {
    const task = this.registry.get(id)?.businessObject;
    const lane = task && laneAround(this.registry, task);
    return lane ? laneGroup(lane, task) : null;
  }
}

export const laneGroupsModule = { __init__: ['laneGroups'], laneGroups: ['type', LaneGroups] };
