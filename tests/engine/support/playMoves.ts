import { checkDefinition } from '../../../src/engine/checkDefinition.js';
import { type Definition, loadDefinition } from '../../../src/engine/loadDefinition.js';
import { movableElements, step } from '../../../src/engine/step.js';
import type { EngineCommand, EngineState, StepResult } from '../../../src/engine/types.js';
import { EngineError } from '../../../src/errors.js';
import { bpmnXml } from './bpmnXml.js';
import { known } from './diagrams.js';
import { generateProcess } from './generateProcess.js';
import type { Choices, Graph } from './graph.js';
import { type Random, seededRandom } from './random.js';

const LAST_MOVE = 40;
const LAST_STEP = 600;

/**
 * Draws a process and plays it with answers and ways back drawn at random.
 * @returns how often it went back @throws with XML, seed and trace when a ticket hangs, doubles or doesn't end
 */
export async function playMoves(seed: number): Promise<number> {
  const random = seededRandom(seed * 7919);
  const graph = generateProcess(random, 1 + random.below(9), 'plain');
  const xml = bpmnXml(graph);
  const trace: string[] = [];
  try {
    const checked = await checkDefinition(xml, known);
    if (checked.problems.length > 0) throw new Error(JSON.stringify(checked.problems));
    return play(graph, loadDefinition(checked.source), random, trace);
  } catch (error) {
    const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
    throw new Error(`seed ${seed}\n${detail}\n\n${trace.join('\n')}\n\n${xml}`);
  }
}

function play(graph: Graph, definition: Definition, random: Random, trace: string[]): number {
  const at = (count: number) => new Date(Date.UTC(2026, 10, 23) + count * 60_000);
  const seen = new Set<string>();
  let choices = draw(graph, random, false);
  let result = step(definition, null, { type: 'start', variables: { choices } }, at(0));
  let moves = 0;
  for (let count = 1; count < LAST_STEP; count += 1) {
    check(graph, result);
    if (result.ended) return moves;
    for (const { elementId } of result.tasks) seen.add(elementId);
    const back = count < LAST_MOVE && random.chance(0.4) ? drawMove(definition, result, seen, random) : null;
    const command = back ?? drawAnswer(result, random);
    if (back) moves += 1;
    choices = draw(graph, random, count > LAST_MOVE);
    trace.push(JSON.stringify({ ...command, choices }));
    const go = (chosen: Choices) =>
      step(
        definition,
        JSON.parse(JSON.stringify(result.state)) as EngineState,
        { ...command, variables: { choices: chosen } } as EngineCommand,
        at(count),
      );
    result = takeOrEnd(go, choices, draw(graph, random, true));
  }
  throw new Error('the process does not end');
}

type Command = EngineCommand;

/** A choice that would go round for ever without a wait, which the engine refuses, is taken the way to the end instead. */
function takeOrEnd(go: (choices: Choices) => StepResult, choices: Choices, toTheEnd: Choices): StepResult {
  try {
    return go(choices);
  } catch (error) {
    if (!(error instanceof EngineError) || !error.message.includes('打转')) throw error;
    return go(toTheEnd);
  }
}

/** To a step that was there before, as the application offers it. */
function drawMove(
  definition: Definition,
  result: StepResult,
  seen: Set<string>,
  random: Random,
): Command | null {
  if (result.tasks.length === 0) return null;
  const { executionId } = random.pick(result.tasks);
  const targets = movableElements(definition, result.state, executionId).filter(
    (id) => seen.has(id) || id === 'start',
  );
  return targets.length === 0 ? null : { type: 'move', executionId, to: random.pick(targets), variables: {} };
}

function drawAnswer(result: StepResult, random: Random): Command {
  const answers: Command[] = [
    ...result.tasks.map(({ executionId }) => ({ type: 'completeTask' as const, executionId, variables: {} })),
    ...result.timers.map(({ executionId }) => ({ type: 'fireTimer' as const, executionId, variables: {} })),
    ...result.messages.map(({ executionId }) => ({
      type: 'deliverMessage' as const,
      executionId,
      variables: {},
    })),
    ...result.serviceRequests.map(({ executionId }) => ({
      type: 'completeService' as const,
      executionId,
      variables: {},
    })),
    ...result.calls.map(({ executionId }) => ({ type: 'completeCall' as const, executionId, variables: {} })),
  ];
  return random.pick(answers);
}

function check(graph: Graph, result: StepResult): void {
  const waits = [
    ...result.tasks,
    ...result.messages,
    ...result.serviceRequests,
    ...result.calls,
    ...result.timers,
  ];
  if (!result.ended && waits.length === 0)
    throw new Error('the process hangs: it waits for nothing and has not ended');
  const ids = waits.map(({ executionId }) => executionId);
  if (new Set(ids).size !== ids.length) throw new Error('two waits with one execution id');
  const nodes = new Map(graph.nodes.map((node) => [node.id, node]));
  const once = waits.filter(({ elementId }) => {
    const node = nodes.get(elementId);
    if (!node) throw new Error(`a wait of an unknown element ${elementId}`);
    return node.scope === 'process' && !node.loop;
  });
  const elements = once.map(({ elementId }) => elementId);
  if (new Set(elements).size !== elements.length) throw new Error(`waits twice: ${elements.join(', ')}`);
}

function draw(graph: Graph, random: Random, toTheEnd: boolean): Choices {
  const names = new Set(graph.flows.flatMap((flow) => flow.when?.variable ?? []));
  return Object.fromEntries([...names].map((name) => [name, toTheEnd ? 0 : random.below(4)]));
}
