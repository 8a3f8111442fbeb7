import type { FlowBlueprint } from '../model.js';
import type { ProcessModel } from '../ProcessModel.js';

/** What going back to an element takes back, all of one scope. */
export interface Undone {
  /** Elements that follow from it: whatever is under way there is given up. */
  elements: ReadonlySet<string>;
  /** Flows that follow from it: tokens that arrived by them are taken away. */
  flows: ReadonlySet<string>;
  /** Flows into a join that was passed already, from branches that don't follow from it: their tokens stand again. */
  flowsToRestore: readonly FlowBlueprint[];
}

/** Where the tokens of a scope are: at elements under way, and waiting on flows. */
export interface Tokens {
  elements: ReadonlySet<string>;
  flows: ReadonlySet<string>;
}

/**
 * What follows from the element `to` and from nothing else: every way on from it, a join only when all its flows are
 * among them. Branches beside it are left alone. A join that has been passed already, so that nobody would bring the
 * tokens of the branches beside once more, is gone through too, and those tokens stand again.
 * @param from the element that goes back; null when it is of no matter
 * @returns null when `from` doesn't come after `to`
 */
export function undoneBy(
  model: ProcessModel,
  to: string,
  from: string | null,
  tokens: Tokens,
): Undone | null {
  const met = new Set<string>();
  const flowsToRestore: FlowBlueprint[] = [];
  for (;;) {
    const { elements, flows } = followersOf(model, to, met);
    const beside = flowsBeside(model, to, elements, flows, tokens);
    const passed = joinsAmong(model, flows)
      .filter((id) => !elements.has(id))
      .map((id) => ({ id, missing: model.inboundOf(id).filter((flow) => !flows.has(flow.id)) }))
      .filter(({ missing }) => missing.some(({ id }) => !beside.has(id)));
    if (passed.length === 0)
      return from === null || elements.has(from) ? { elements, flows, flowsToRestore } : null;
    for (const { id, missing } of passed) {
      met.add(id);
      flowsToRestore.push(...missing);
    }
  }
}

/** The flows that tokens beside wait on or may still come to, without beginning `to` anew on the way. */
function flowsBeside(
  model: ProcessModel,
  to: string,
  elements: ReadonlySet<string>,
  flows: ReadonlySet<string>,
  tokens: Tokens,
): Set<string> {
  const begins = (id: string) => followersOf(model, id, new Set()).elements.has(to);
  const beside = new Set([...tokens.flows].filter((id) => !flows.has(id)));
  const starts = [...tokens.elements].filter((id) => !elements.has(id));
  for (const id of [...beside]) starts.push(model.flow(id)?.targetId ?? '');
  for (const start of starts) for (const id of reachableFrom(model, start, begins).flows) beside.add(id);
  return beside;
}

function followersOf(model: ProcessModel, to: string, met: ReadonlySet<string>) {
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
function reachableFrom(model: ProcessModel, from: string, stops: (id: string) => boolean) {
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
