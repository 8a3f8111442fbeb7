import type { ActivityModel, Blueprint, FlowBlueprint } from './model.js';

/** The executable process of a diagram, indexed for execution. Immutable: every ticket of the version shares it. */
export class ProcessModel {
  private readonly inbound: ReadonlyMap<string, FlowBlueprint[]>;
  private readonly outbound: ReadonlyMap<string, FlowBlueprint[]>;
  private readonly starts: ReadonlyMap<string, string[]>;
  private readonly boundaries: ReadonlyMap<string, string[]>;

  constructor(
    readonly process: Blueprint,
    private readonly activities: ReadonlyMap<string, ActivityModel>,
    private readonly references: ReadonlyMap<string, Blueprint>,
    private readonly flows: FlowBlueprint[],
  ) {
    this.inbound = groupBy(flows, (flow) => flow.targetId);
    this.outbound = groupBy(flows, (flow) => flow.sourceId);
    const ids = [...activities.keys()];
    this.boundaries = groupBy(ids, (id) => activities.get(id)?.element.attachedTo ?? null);
    const isStart = (id: string) => !this.inbound.has(id) && !activities.get(id)?.element.attachedTo;
    this.starts = groupBy(ids.filter(isStart), (id) => activities.get(id)?.blueprint.parent.id ?? null);
  }

  get processId(): string {
    return this.process.id;
  }

  activity(id: string): ActivityModel | undefined {
    return this.activities.get(id);
  }

  /** Ids of the elements directly in a process or sub-process. */
  elementsOf(scopeId: string): string[] {
    return [...this.activities.keys()].filter(
      (id) => this.activities.get(id)?.blueprint.parent.id === scopeId,
    );
  }

  /** An element outside the process that an event names, such as an error. */
  reference(id: string): Blueprint | undefined {
    return this.references.get(id);
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
