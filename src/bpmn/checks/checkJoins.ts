import { type Check, type Flow, type FlowNode, problemAt } from '../diagram.js';
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
} from './marking.js';

/** Bounds the search; a diagram that has more states than this is judged by those seen. */
const maxMarkings = 5000;
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

/**
 * Plays every decision of each scope and finds gateways that wait for ever: what no play gets past is a problem, what
 * depends on the decisions a warning.
 */
export const checkJoins: Check = ({ nodes }) => {
  const scopeIds = [...new Set(nodes.map((node) => node.scopeId))];
  return scopeIds.flatMap((scopeId) => problemsOf(playAll(nodes.filter((node) => node.scopeId === scopeId))));
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
  const seen = new Set<string>();
  const open: Marking[] = nodes
    .filter((node) => node.type === 'StartEvent')
    .map((start) => add(new Map(), start.outgoing));
  for (let marking = open.pop(); marking; marking = open.pop()) {
    if (seen.size >= maxMarkings) return { ...findings, isComplete: false };
    const key = keyOf(marking);
    if (seen.has(key)) continue;
    if ([...marking.values()].some((count) => count > maxTokensPerFlow)) {
      findings.isComplete = false;
      continue;
    }
    seen.add(key);
    const next = movesFrom(marking, nodes, findings);
    if (next) open.push(...next);
    else for (const flow of marking.keys()) findings.stuck.add(flow.target);
  }
  return findings;
}

/**
 * Follow-ups of one token's move, in every way it can be decided, and of each inclusive gateway that can go on; null
 * when nothing can move. It is enough to move one node at a time: what another decides doesn't depend on it.
 */
function movesFrom(marking: Marking, nodes: FlowNode[], findings: Findings): Marking[] | null {
  if (marking.size === 0) {
    findings.hasEnded = true;
    return [];
  }
  const targets = [...new Set([...marking.keys()].map(({ target }) => target))];
  const joins = targets.filter((node) => isInclusiveJoin(node) && canJoin(node, marking, nodes));
  const mover = targets.find((node) => !isInclusiveJoin(node) && takenBy(node, marking));
  const movers = mover ? [mover, ...joins] : joins;
  if (movers.length === 0) return null;
  return movers.flatMap((node) => {
    findings.passed.add(node);
    if (node.event === 'TerminateEventDefinition' || node.event === 'ErrorEventDefinition') {
      findings.hasEnded = true;
      return [];
    }
    const rest = remove(marking, takenBy(node, marking) as Flow[]);
    return possibleFlowsOut(node, nodes).map((taken) => add(rest, taken));
  });
}

/** The flows from which a node takes a token, null while it waits. */
function takenBy(node: FlowNode, marking: Marking): Flow[] | null {
  const marked = node.incoming.filter((flow) => marking.has(flow));
  if (isInclusiveJoin(node)) return marked;
  if (isParallelJoin(node)) return marked.length === node.incoming.length ? marked : null;
  return marked.slice(0, 1);
}
