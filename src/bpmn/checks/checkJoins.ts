import { type Check, type Flow, type FlowNode, nodesByScope, problemAt } from '../diagram.js';
import type { DefinitionProblem } from '../types.js';
import {
  add,
  canJoin,
  isInclusiveJoin,
  isParallelJoin,
  keyOf,
  type Marking,
  possibleFlowsOut,
  remove,
  type WaysInto,
  waysInto,
} from './marking.js';

/** Bounds the search; a diagram that has more states than this is judged by those seen. */
const maxMarkings = 5000;
/** The same for the work on them, in tokens looked at: states of many tokens and wide joins cost more. */
const maxWork = 3_000_000;
const maxTokensPerFlow = 2;

/** What playing every decision of a scope has shown. */
interface Findings {
  /** Gateways that tokens wait at for ever in some play, and those that went on in some. */
  stuck: Set<FlowNode>;
  passed: Set<FlowNode>;
  /** Some play came to its end. */
  hasEnded: boolean;
  isComplete: boolean;
}

/** A play of one scope: what it has shown, and what it has worked out about the scope. */
interface Play extends Findings {
  work: number;
  ways: Map<FlowNode, WaysInto>;
}

/**
 * Plays every decision of each scope and finds gateways that wait for ever: what no play gets past is a problem, what
 * depends on the decisions a warning.
 */
export const checkJoins: Check = ({ nodes }) => {
  const scopes = [...nodesByScope(nodes).values()];
  return scopes
    .filter((scope) => scope.some((node) => isInclusiveJoin(node) || isParallelJoin(node)))
    .flatMap((scope) => problemsOf(playAll(scope)));
};

function problemsOf({ stuck, passed, hasEnded, isComplete }: Findings): DefinitionProblem[] {
  return [...stuck].map((node) => {
    const what = isInclusiveJoin(node) ? '包容网关' : '并行网关';
    const never = !passed.has(node) || !hasEnded;
    return isComplete && never
      ? problemAt(node.element, `${what}永远等不齐所有分支，流程会停在这里。`)
      : {
          ...problemAt(node.element, `${what}可能永远等不齐所有分支：按某些走法，流程会停在这里。`),
          severity: 'warning',
        };
  });
}

function playAll(nodes: FlowNode[]): Findings {
  const findings: Findings = { stuck: new Set(), passed: new Set(), hasEnded: false, isComplete: true };
  const play: Play = { ...findings, work: 0, ways: new Map() };
  const seen = new Set<string>();
  const open: Marking[] = nodes
    .filter((node) => node.type === 'StartEvent')
    .map((start) => add(new Map(), start.outgoing));
  for (let marking = open.pop(); marking; marking = open.pop()) {
    if (seen.size >= maxMarkings || play.work > maxWork) return { ...play, isComplete: false };
    play.work += marking.size;
    const key = keyOf(marking);
    if (seen.has(key)) continue;
    if ([...marking.values()].some((count) => count > maxTokensPerFlow)) {
      play.isComplete = false;
      continue;
    }
    seen.add(key);
    const next = movesFrom(marking, play);
    if (next) open.push(...next);
    else for (const flow of marking.keys()) play.stuck.add(flow.target);
  }
  return play;
}

/**
 * Follow-ups of one token's move, in every way it can be decided, and of each inclusive gateway that can go on; null
 * when nothing can move. It is enough to move one node at a time: what another decides doesn't depend on it.
 */
function movesFrom(marking: Marking, play: Play): Marking[] | null {
  if (marking.size === 0) {
    play.hasEnded = true;
    return [];
  }
  const targets = [...new Set([...marking.keys()].map(({ target }) => target))];
  const waiting = targets.filter(isInclusiveJoin);
  for (const { incoming } of waiting) play.work += incoming.length * targets.length;
  const joins = waiting.filter((node) => canJoin(node, waysOf(node, play), marking));
  const mover = targets.find((node) => !isInclusiveJoin(node) && takenBy(node, marking));
  const movers = mover ? [mover, ...joins] : joins;
  if (movers.length === 0) return null;
  return movers.flatMap((node) => {
    play.passed.add(node);
    if (node.event === 'TerminateEventDefinition' || node.event === 'ErrorEventDefinition') {
      play.hasEnded = true;
      return [];
    }
    const rest = remove(marking, takenBy(node, marking) as Flow[]);
    const ways = possibleFlowsOut(node);
    play.work += ways.length * marking.size;
    return ways.map((taken) => add(rest, taken));
  });
}

function waysOf(join: FlowNode, { ways }: Play): WaysInto {
  const known = ways.get(join) ?? waysInto(join);
  ways.set(join, known);
  return known;
}

/** The flows from which a node takes a token, null while it waits. */
function takenBy(node: FlowNode, marking: Marking): Flow[] | null {
  const marked = node.incoming.filter((flow) => marking.has(flow));
  if (isInclusiveJoin(node)) return marked;
  if (isParallelJoin(node)) return marked.length === node.incoming.length ? marked : null;
  return marked.slice(0, 1);
}
