import type { ActivityModel, Blueprint, FlowBlueprint } from './model.js';
import { type Upstream, upstreamOf } from './upstreamOf.js';

/** The executable process of a diagram, indexed for execution. Immutable: every ticket of the version shares it. */
export class ProcessModel {
  private readonly inbound: ReadonlyMap<string, FlowBlueprint[]>;
  private readonly outbound: ReadonlyMap<string, FlowBlueprint[]>;
  private readonly starts: ReadonlyMap<string, string[]>;
  private readonly boundaries: ReadonlyMap<string, string[]>;
  private readonly positions: ReadonlyMap<string, number>;
  private readonly eventSubProcesses: ReadonlyMap<string, string[]>;
  private readonly joins: ReadonlyMap<string, ReadonlyMap<string, Upstream>>;
  private readonly undoable: ReadonlySet<string>;

  constructor(
    readonly process: Blueprint,
    private readonly activities: ReadonlyMap<string, ActivityModel>,
    private readonly flows: FlowBlueprint[],
  ) {
    this.inbound = groupBy(flows, (flow) => flow.targetId);
    this.outbound = groupBy(flows, (flow) => flow.sourceId);
    const ids = [...activities.keys()];
    this.positions = new Map(ids.map((id, index) => [id, index]));
    this.boundaries = groupBy(ids, (id) => activities.get(id)?.element.attachedTo ?? null);
    const scopeOf = (id: string) => activities.get(id)?.blueprint.parent.id ?? null;
    const isStart = (id: string) => {
      const { element, trigger, isHandler } = activities.get(id) as ActivityModel;
      return !this.inbound.has(id) && !element.attachedTo && !trigger && !isHandler;
    };
    this.starts = groupBy(ids.filter(isStart), scopeOf);
    this.eventSubProcesses = groupBy(
      ids.filter((id) => activities.get(id)?.trigger),
      scopeOf,
    );
    this.undoable = undoableAmong(activities);
    this.joins = new Map(
      ids.filter((id) => this.isInclusiveJoin(id)).map((id) => [id, upstreamOf(this, id)]),
    );
  }

  get processId(): string {
    return this.process.id;
  }

  activity(id: string): ActivityModel | undefined {
    return this.activities.get(id);
  }

  /** All activities in the order of the diagram. */
  allActivities(): ActivityModel[] {
    return [...this.activities.values()];
  }

  /** Place of an element in the order of the diagram. */
  positionOf(id: string): number {
    return this.positions.get(id) ?? 0;
  }

  /** Ids of the elements directly in a process or sub-process. */
  elementsOf(scopeId: string): string[] {
    return [...this.activities.keys()].filter(
      (id) => this.activities.get(id)?.blueprint.parent.id === scopeId,
    );
  }

  flow(id: string): FlowBlueprint | undefined {
    return this.flows.find((flow) => flow.id === id);
  }

  inboundOf(id: string): FlowBlueprint[] {
    return this.inbound.get(id) ?? [];
  }

  outboundOf(id: string): FlowBlueprint[] {
    return this.outbound.get(id) ?? [];
  }

  /** Ids of the elements where a process or sub-process begins. */
  startsOf(scopeId: string): string[] {
    return this.starts.get(scopeId) ?? [];
  }

  boundariesOf(id: string): string[] {
    return this.boundaries.get(id) ?? [];
  }

  /** Whether several tokens may come of one at an element. */
  splits(id: string): boolean {
    const isOneOf = /:(Exclusive|EventBased)Gateway$/.test(this.activities.get(id)?.blueprint.type ?? '');
    const cancels = (boundary: string) =>
      this.activities.get(boundary)?.blueprint.behaviour.cancelActivity !== false;
    return (!isOneOf && this.outboundOf(id).length > 1) || !this.boundariesOf(id).every(cancels);
  }

  /** Ids of the sub-processes that an event starts while a process or sub-process is under way. */
  eventSubProcessesOf(scopeId: string): string[] {
    return this.eventSubProcesses.get(scopeId) ?? [];
  }

  /** Whether something undoes an activity, or what is in it. */
  canBeUndone(id: string): boolean {
    return this.undoable.has(id);
  }

  /** Of an inclusive gateway that joins: from which elements a token can still come in, by incoming flow. */
  upstreamOf(joinId: string): ReadonlyMap<string, Upstream> | undefined {
    return this.joins.get(joinId);
  }

  private isInclusiveJoin(id: string): boolean {
    return (
      this.activities.get(id)?.blueprint.type === 'bpmn:InclusiveGateway' && this.inboundOf(id).length > 1
    );
  }
}

function undoableAmong(activities: ReadonlyMap<string, ActivityModel>): Set<string> {
  const found = new Set<string>();
  for (const { blueprint, undoneBy } of activities.values()) {
    let id: string | undefined = undoneBy === null ? undefined : blueprint.id;
    for (; id !== undefined && activities.has(id); id = activities.get(id)?.blueprint.parent.id)
      found.add(id);
  }
  return found;
}

function groupBy<T>(items: T[], keyOf: (item: T) => string | null): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    if (key === null) continue;
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}
