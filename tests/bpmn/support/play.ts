import { checkDefinition } from '../../../src/bpmn/checkDefinition.js';
import { type Definition, loadDefinition } from '../../../src/bpmn/loadDefinition.js';
import { isSameState } from '../../../src/bpmn/runtime/state/savedState.js';
import { step } from '../../../src/bpmn/step.js';
import type { EngineCommand, EngineState, StepResult } from '../../../src/bpmn/types.js';
import { EngineError } from '../../../src/platform/errors.js';
import { bpmnXml } from './bpmnXml.js';
import { ZONE } from './diagrams.js';
import { generateProcess } from './generateProcess.js';
import type { Choices, Graph } from './graph.js';
import { type Random, seededRandom } from './random.js';
import { stepAllAwake } from './stepAllAwake.js';
import { TokenGame } from './tokenGame.js';
import type { GameWait } from './tokenGameTypes.js';

/** How a step is taken; the tests also play with a broken engine. */
export type Step = (
  definition: Definition,
  state: EngineState | null,
  command: EngineCommand,
  now: Date,
) => StepResult;

interface EngineWait {
  executionId: string;
  elementId: string;
}

const lastFreeStep = 25;
const lastStep = 400;
const answersByWait = {
  task: 'completeTask',
  timer: 'fireTimer',
  message: 'deliverMessage',
  service: 'completeService',
  call: 'completeCall',
  signal: 'deliverSignal',
} as const;

const plainAnswers: ReadonlySet<string> = new Set(Object.values(answersByWait));

const inShanghai: Step = (definition, state, command, now) => step(definition, state, command, now, ZONE);

/** Generates the process of a seed and plays it in engine and token game side by side. @throws with XML, seed and trace */
export async function playSeed(seed: number, take: Step = inShanghai): Promise<{ steps: number }> {
  const random = seededRandom(seed);
  const graph = generateProcess(random, 1 + random.below(9));
  const xml = bpmnXml(graph);
  const trace: string[] = [];
  try {
    const checked = await checkDefinition(xml, {
      formKeys: new Set(['form']),
      groups: new Set(['group']),
      topics: new Set(['topic']),
      processKeys: new Set(['other']),
      taskActions: new Set<string>(),
      rules: new Set<string>(),
    });
    if (checked.problems.length > 0) throw new Error(JSON.stringify(checked.problems, null, 1));
    return { steps: play(graph, loadDefinition(checked.source, new Map()), random, trace, take) };
  } catch (error) {
    const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
    throw new Error(`seed ${seed}\n${detail}\n\nsteps:\n${trace.join('\n')}\n\n${xml}`);
  }
}

function play(graph: Graph, definition: Definition, random: Random, trace: string[], take: Step): number {
  const game = new TokenGame(graph);
  const start = Date.UTC(2026, 10, 23);
  let choices = draw(graph, random, false);
  game.start(choices);
  const begin = () => take(definition, null, { type: 'start', variables: { choices } }, new Date(start));
  if (game.isStuck) return refused(begin);
  let result = begin();
  for (let count = 1; count < lastStep; count += 1) {
    compare(game, result);
    if (result.ended) return count;
    const open = count > lastFreeStep ? towardsTheEnd(game.waits()) : game.waits();
    if (open.length === 0) return count;
    const wait = random.pick(open);
    const command = answerTo(wait, game, result, random);
    choices = draw(graph, random, count > lastFreeStep);
    trace.push(`${command.type} ${wait.elementId} ${JSON.stringify(choices)}`);
    game.answer(() => answers[command.type]?.(wait), choices);
    const now = new Date(start + count * 60_000);
    const goOn = () => advance(definition, result, { ...command, variables: { choices } }, now, take);
    if (game.isStuck) return count + refused(goOn);
    result = goOn();
  }
  throw new Error('the process does not end');
}

/** A step after which nothing would wait and nothing has ended is an error that says so. */
function refused(take: () => StepResult): number {
  try {
    take();
  } catch (error) {
    if (error instanceof EngineError && error.message.includes('流程停住')) return 1;
    throw error;
  }
  throw new Error('nothing waits any more, and the engine says nothing');
}

/** Towards the end no further event sub-process is started, and timers go off only where nothing else waits. */
function towardsTheEnd(open: readonly GameWait[]): readonly GameWait[] {
  const inScopes = open.filter(({ elementId }) => !elementId.startsWith('start'));
  const others = inScopes.filter(({ elementId }) => !elementId.startsWith('boundary'));
  return others.length > 0 ? others : inScopes;
}

/** One step from the state as the database would give it back; repeated, it must give the very same. */
function advance(
  definition: Definition,
  before: StepResult,
  command: EngineCommand,
  now: Date,
  take: Step,
): StepResult {
  const text = JSON.stringify(before.state);
  const state = JSON.parse(text) as EngineState;
  const result = take(definition, state, command, now);
  if (JSON.stringify(state) !== text) throw new Error('the step changed the state that it was given');
  if (now.getTime() % 5 === 0) {
    const again = take(definition, JSON.parse(text) as EngineState, command, now);
    if (JSON.stringify(again) !== JSON.stringify(result))
      throw new Error('the same step gave another result');
    if (plainAnswers.has(command.type) && 'executionId' in command)
      compareAwake(result, stepAllAwake(definition, JSON.parse(text) as EngineState, command, now, ZONE));
  }
  return result;
}

/** That instances of a loop sleep while a step does not touch them makes no difference. */
function compareAwake(result: StepResult, awake: StepResult): void {
  const outcome = ({ state: _, ...rest }: StepResult) => JSON.stringify(rest);
  if (outcome(result) !== outcome(awake)) throw new Error(`awake: ${outcome(awake)}\n${outcome(result)}`);
  if (!isSameState(result.state, awake.state))
    throw new Error(`another state\n${JSON.stringify(result.state)}\n${JSON.stringify(awake.state)}`);
}

/** What each command does to the wait that it is for. */
const answers: Record<string, (wait: GameWait) => void> = {
  changeData: () => {},
  throwError: (wait) => wait.fail?.(),
  escalate: (wait) => wait.escalate?.(),
  ...Object.fromEntries(
    Object.values(answersByWait).map((type) => [type, (wait: GameWait) => wait.answer()]),
  ),
};

/** Waits of one element are told apart by the order in which they opened. */
function answerTo(wait: GameWait, game: TokenGame, result: StepResult, random: Random): EngineCommand {
  if (wait.kind === 'condition') return { type: 'changeData', variables: {} };
  const twins = game.waits().filter((one) => one.elementId === wait.elementId);
  const found = engineWaits(result).filter((one) => one.elementId === wait.elementId)[twins.indexOf(wait)];
  const { executionId } = found!;
  const mayThrow = random.chance(0.3);
  if (mayThrow && (wait.kind === 'service' || wait.kind === 'call'))
    return { type: 'throwError', executionId, code: 'FAILED', variables: {} };
  if (wait.kind === 'call' && random.chance(0.3))
    return { type: 'escalate', executionId, code: 'CONCERN', variables: {} };
  return { type: answersByWait[wait.kind], executionId, variables: {} };
}

function compare(game: TokenGame, result: StepResult): void {
  const expected = game.waits().map(({ kind, elementId }) => `${kind} ${elementId}`);
  const actual = [
    ...result.tasks.map((one) => `task ${one.elementId}`),
    ...result.timers.map((one) => `timer ${one.elementId}`),
    ...result.messages.map((one) => `message ${one.elementId}`),
    ...result.serviceRequests.map((one) => `service ${one.elementId}`),
    ...result.calls.map((one) => `call ${one.elementId}`),
    ...result.signals.map((one) => `signal ${one.elementId}`),
    ...result.conditions.map((one) => `condition ${one.elementId}`),
  ];
  const difference = `token game: ${expected.sort().join(', ')} ended=${game.ended}\n    engine: ${actual.sort().join(', ')} ended=${result.ended}`;
  if (expected.join() !== actual.join() || game.ended !== result.ended)
    throw new Error(`differ\n${difference}`);
}

function engineWaits(result: StepResult): EngineWait[] {
  const { tasks, timers, messages, serviceRequests, calls, signals } = result;
  return [...tasks, ...timers, ...messages, ...serviceRequests, ...calls, ...signals];
}

/** Values for every gateway; when the play has gone on long enough, those that lead to the end. */
function draw(graph: Graph, random: Random, toTheEnd: boolean): Choices {
  const names = new Set(graph.flows.flatMap((flow) => flow.when?.variable ?? []));
  const conditions = graph.nodes.flatMap(({ variable }) => variable ?? []);
  return Object.fromEntries([
    ...[...names].map((name) => [name, toTheEnd ? 0 : random.below(4)]),
    ...conditions.map((name) => [name, toTheEnd ? 1 : random.below(4)]),
  ]);
}
