import { checkDefinition } from '../../../src/bpmn/checkDefinition.js';
import { type Definition, loadDefinition } from '../../../src/bpmn/loadDefinition.js';
import { loopStatusIn, movableElements, step } from '../../../src/bpmn/step.js';
import type { EngineCommand, EngineState, StepResult } from '../../../src/bpmn/types.js';
import { EngineError } from '../../../src/platform/errors.js';
import { bpmnXml } from './bpmnXml.js';
import { known, ZONE } from './diagrams.js';
import { generateProcess } from './generateProcess.js';
import type { Choices, Graph } from './graph.js';
import { type Random, seededRandom } from './random.js';

const lastMove = 40;
const lastStep = 600;

/** How often a ticket went back, and how often an instance was taken back. */
export interface Played {
  moves: number;
  reopenings: number;
}

/**
 * Draws a process and plays it with answers and ways back drawn at random.
 * @returns how often it went back @throws with XML, seed and trace when a ticket hangs, doubles or doesn't end
 */
export async function playMoves(seed: number): Promise<Played> {
  const random = seededRandom(seed * 7919);
  const graph = generateProcess(random, 1 + random.below(9), 'sound');
  const xml = bpmnXml(graph);
  const trace: string[] = [];
  try {
    const checked = await checkDefinition(xml, known);
    if (checked.problems.length > 0) throw new Error(JSON.stringify(checked.problems));
    return play(graph, loadDefinition(checked.source, new Map()), random, trace);
  } catch (error) {
    const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
    throw new Error(`seed ${seed}\n${detail}\n\n${trace.join('\n')}\n\n${xml}`);
  }
}

function play(graph: Graph, definition: Definition, random: Random, trace: string[]): Played {
  const at = (count: number) => new Date(Date.UTC(2026, 10, 23) + count * 60_000);
  const seen = new Set<string>();
  let choices = draw(graph, random, false);
  let result = step(definition, null, { type: 'start', variables: { choices } }, at(0), ZONE);
  const played = { moves: 0, reopenings: 0 };
  let done: Done[] = [];
  for (let count = 1; count < lastStep; count += 1) {
    check(graph, result);
    if (result.ended) return played;
    for (const { elementId } of result.tasks) seen.add(elementId);
    const isMoving = count < lastMove;
    const reopened = isMoving && random.chance(0.2) ? drawReopening(definition, result, done, random) : null;
    const back =
      reopened ?? (isMoving && random.chance(0.4) ? drawMove(definition, result, seen, random) : null);
    const command = back ?? drawAnswer(result, random, isMoving);
    if (command.type === 'move') played.moves += 1;
    if (command.type === 'reopen') played.reopenings += 1;
    done = done.map((one) => ({ ...one, isLatest: false }));
    if (command.type === 'completeTask') done.push(...instancesIn(result, command.executionId));
    choices = draw(graph, random, count > lastMove);
    trace.push(JSON.stringify({ ...command, choices }));
    const go = (chosen: Choices) =>
      step(
        definition,
        JSON.parse(JSON.stringify(result.state)) as EngineState,
        { ...command, variables: { choices: chosen } } as EngineCommand,
        at(count),
        ZONE,
      );
    result = takeOrEnd(go, choices, draw(graph, random, true));
  }
  throw new Error('the process does not end');
}

type Command = EngineCommand;
interface Done {
  elementId: string;
  executionId: string;
  isLatest: boolean;
}

/** The instance of a multi-instance task that has this execution id, if it is one. */
function instancesIn({ tasks }: StepResult, executionId: string): Done[] {
  const instances = tasks.filter((task) => task.executionId === executionId && task.loop);
  return instances.map(({ elementId }) => ({ elementId, executionId, isLatest: true }));
}

/** Of an instance that is done; without a task behind it only at once, when no token can have gone further. */
function drawReopening(
  definition: Definition,
  { state, tasks }: StepResult,
  done: readonly Done[],
  random: Random,
): Command | null {
  const known = done.filter(({ executionId }) => loopStatusIn(state, executionId).status !== 'gone');
  if (known.length === 0) return null;
  const { elementId, executionId, isLatest } = random.pick(known);
  const behind = tasks.find((task) =>
    movableElements(definition, state, task.executionId).includes(elementId),
  );
  const from = behind?.executionId ?? null;
  if (from === null && !isLatest && loopStatusIn(state, executionId).status === 'over') return null;
  const command: Command = { type: 'reopen', elementId, executionId, from, variables: { choices: {} } };
  try {
    step(definition, state, command, new Date(), ZONE);
    return command;
  } catch (error) {
    if (error instanceof EngineError && /已有进展|不在当前环节之前/.test(error.message)) return null;
    throw error;
  }
}

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

/** @param mayBegin whether event sub-processes may be started: those that don't interrupt would go on for ever */
function drawAnswer(result: StepResult, random: Random, mayBegin: boolean): Command {
  const answers = answersTo(result);
  const others = answers.filter(({ elementId }) => !/^start/.test(elementId));
  return random.pick(mayBegin || others.length === 0 ? answers : others).command;
}

function answersTo(result: StepResult): { elementId: string; command: Command }[] {
  const each = (
    waits: readonly { elementId: string; executionId: string }[],
    type: 'completeTask' | 'fireTimer' | 'deliverMessage' | 'completeService' | 'completeCall',
  ) =>
    waits.map(({ elementId, executionId }) => ({ elementId, command: { type, executionId, variables: {} } }));
  return [
    ...each(result.tasks, 'completeTask'),
    ...each(result.timers, 'fireTimer'),
    ...each(result.messages, 'deliverMessage'),
    ...each(result.serviceRequests, 'completeService'),
    ...each(result.calls, 'completeCall'),
  ];
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
  const places = result.tasks.flatMap(({ executionId, loop }) =>
    loop ? [executionId.replace(/(_\d+)t\d+$/, '$1')] : [],
  );
  if (new Set(places).size !== places.length) throw new Error('one instance waits twice');
  const nodes = new Map(graph.nodes.map((node) => [node.id, node]));
  const once = waits.filter(({ elementId }) => {
    const node = nodes.get(elementId);
    if (!node) throw new Error(`a wait of an unknown element ${elementId}`);
    return node.scope === 'process' && !node.loop && !isReminder(graph, node.id);
  });
  const elements = once.map(({ elementId }) => elementId);
  if (new Set(elements).size !== elements.length) throw new Error(`waits twice: ${elements.join(', ')}`);
}

/** What a timer that doesn't interrupt leads to comes up each time, whether the last was done or not. */
function isReminder(graph: Graph, id: string): boolean {
  const sources = graph.flows.filter(({ target }) => target === id).map(({ source }) => source);
  return graph.nodes.some(
    (node) => sources.includes(node.id) && node.attachedTo !== undefined && !node.interrupting,
  );
}

function draw(graph: Graph, random: Random, toTheEnd: boolean): Choices {
  const names = new Set(graph.flows.flatMap((flow) => flow.when?.variable ?? []));
  return Object.fromEntries([...names].map((name) => [name, toTheEnd ? 0 : random.below(4)]));
}
