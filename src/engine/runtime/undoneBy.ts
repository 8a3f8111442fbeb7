import type { FlowBlueprint } from '../model.js';
import type { ProcessModel } from '../ProcessModel.js';

/** What going back to an element takes back, all of one scope. */
export interface Undone {
  /** Elements that follow from it: whatever is under way there is given up. */
  elements: ReadonlySet<string>;
  /** Flows that follow from it: tokens that arrived by them are taken away. */
  flows: ReadonlySet<string>;
  /** Flows into a join that was passed already, from branches that don't follow from it: their tokens stand again. */
  owed: readonly FlowBlueprint[];
}

/**
 * What follows from the element `to` and from nothing else: every way on from it, a join only when all its flows are
 * among them. Branches beside it are left alone. When `from` lies behind a join of both, the join counts as met by the
 * branches beside.
 * @param from the element that goes back; null when it is of no matter
 * @returns null when `from` doesn't come after `to`
 */
export function undoneBy(model: ProcessModel, to: string, from: string | null): Undone | null {
  const met = new Set<string>();
  const owed: FlowBlueprint[] = [];
  for (;;) {
    const { elements, flows } = undoneFrom(model, to, met);
    if (from === null || elements.has(from)) return { elements, flows, owed };
    const joins = joinsAmong(model, flows).filter(
      (id) => !elements.has(id) && waysFrom(model, id).elements.has(from),
    );
    if (joins.length === 0) return null;
    for (const id of joins) {
      met.add(id);
      owed.push(...model.inboundOf(id).filter((flow) => !flows.has(flow.id)));
    }
    if (isBeside(model, to, from, owed)) return null;
  }
}

/**
 * Whether `from` runs beside `to`: its token would itself go on to one of the joins, by a way on which `to` is not begun
 * anew.
 */
function isBeside(model: ProcessModel, to: string, from: string, owed: readonly FlowBlueprint[]): boolean {
  const begins = (id: string) => id !== from && undoneFrom(model, id, new Set()).elements.has(to);
  const { flows } = waysFrom(model, from, begins);
  return owed.some(({ id }) => flows.has(id));
}

function undoneFrom(model: ProcessModel, to: string, met: ReadonlySet<string>) {
  const elements = new Set<string>();
  const flows = new Set<string>();
  const open = [to];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (elements.has(id)) continue;
    elements.add(id);
    open.push(...model.boundariesOf(id));
    for (const flow of model.outboundOf(id)) {
      flows.add(flow.id);
      const waits = isJoin(model, flow.targetId) && !met.has(flow.targetId);
      if (!waits || model.inboundOf(flow.targetId).every((one) => flows.has(one.id)))
        open.push(flow.targetId);
    }
  }
  return { elements, flows };
}

function joinsAmong(model: ProcessModel, flows: ReadonlySet<string>): string[] {
  const targets = [...flows].map((id) => model.flow(id)?.targetId ?? '');
  return [...new Set(targets)].filter((id) => isJoin(model, id));
}

/** Elements and flows that can be reached, joins or no joins; nothing behind an element where it stops. */
function waysFrom(model: ProcessModel, from: string, stops: (id: string) => boolean = () => false) {
  const elements = new Set<string>();
  const flows = new Set<string>();
  const open = [from];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (elements.has(id) || stops(id)) continue;
    elements.add(id);
    for (const flow of model.outboundOf(id)) flows.add(flow.id);
    open.push(...model.boundariesOf(id), ...model.outboundOf(id).map((flow) => flow.targetId));
  }
  return { elements, flows };
}

function isJoin(model: ProcessModel, id: string): boolean {
  return model.activity(id)?.blueprint.type === 'bpmn:ParallelGateway' && model.inboundOf(id).length > 1;
}
