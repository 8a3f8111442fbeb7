import { join } from 'node:path';
import { evaluate } from '@bpmn-io/feelin';
import { DateTime } from 'luxon';
import { type Expression, Expressions } from '../../src/bpmn/expressions/Expressions.js';
import { type CompiledExpression, type FeelValues, fromFeel } from '../../src/bpmn/feel/index.js';
import type { Definition } from '../../src/bpmn/loadDefinition.js';
import { step } from '../../src/bpmn/step.js';
import type { EngineCommand, EngineState } from '../../src/bpmn/types.js';
import { loadFormExamples } from '../../src/scenarios/checks/formExamples.js';
import { loadScenarioFiles } from '../../src/scenarios/files/loadScenarioFiles.js';
import { runScenario } from '../../src/scenarios/runScenario.js';
import { prepareSqliteSites } from '../../src/scenarios/sites/sqliteSites.js';
import type { ScenarioFile } from '../../src/scenarios/types.js';
import { type RecordedStep, recordedSteps } from '../support/databases/recordedSteps.js';

/** All steps of the longest scenario of a process; a ratio is the median of the rounds' own. */
export interface StepFeelRow {
  process: string;
  steps: number;
  expressions: number;
  'feelin, ms a step': number;
  'compiled, ms a step': number;
  'times as fast': number;
}

const ROUNDS = 15;
const WARM_UP = 3;
const zone = 'Asia/Shanghai';
const root = join(import.meta.dirname, '..', '..');

/**
 * The engine's step with feelin, which reads each text anew, and with the evaluator that took its place. With feelin the
 * present one works as well, which tells the step where to go: about a hundredth of feelin's time.
 */
export async function benchStepFeel(): Promise<StepFeelRow[]> {
  const folders = { processes: join(root, 'processes'), forms: join(root, 'forms') };
  const examples = await loadFormExamples(join(folders.forms, 'examples'));
  const sites = await prepareSqliteSites(folders);
  try {
    const rows: StepFeelRow[] = [];
    for (const file of await loadScenarioFiles(folders.processes)) {
      const site = await sites.openSite();
      await runScenario(site, examples, file.process, longestOf(file));
      const steps = await recordedSteps(site.runtime);
      await site.close();
      rows.push(measure(file.process, steps.map(prepare(new Map()))));
    }
    return rows;
  } finally {
    await sites.remove();
  }
}

function longestOf({ scenarios }: ScenarioFile) {
  return scenarios.toSorted((one, other) => other.steps.length - one.steps.length)[0]!;
}

/** A step from its state, as it is and with feelin at work in it. */
interface PreparedStep {
  stored: string;
  command: EngineCommand;
  at: Date;
  expressions: number;
  compiled: Definition;
  feelin: Definition;
}

function prepare(states: Map<number, EngineState>): (recorded: RecordedStep) => PreparedStep {
  return ({ ticketId, definition, command, at }) => {
    const stored = JSON.stringify(states.get(ticketId) ?? null);
    const before = { stored, command, at };
    const seen: Record<string, unknown>[] = [];
    const noting = withEvaluate(definition, (_text, given) => void seen.push(plainOf(given, at)));
    states.set(ticketId, take(before, noting).state);
    let next = 0;
    const feelin = withEvaluate(definition, (text) => {
      evaluate(text, seen[next % seen.length]!);
      next += 1;
    });
    return { ...before, expressions: seen.length, compiled: definition, feelin };
  };
}

/** As feelin was given them: dates as texts. */
function plainOf(given: FeelValues, at: Date): Record<string, unknown> {
  const plain = Object.fromEntries([...given].map(([name, value]) => [name, fromFeel(value)]));
  return { ...plain, now: DateTime.fromJSDate(at, { zone }) };
}

function measure(name: string, steps: PreparedStep[]): StepFeelRow {
  const rounds = Array.from({ length: ROUNDS + WARM_UP }, () => [
    cpuOf(steps, 'feelin'),
    cpuOf(steps, 'compiled'),
  ]).slice(WARM_UP);
  const medianOf = (work: (round: number[]) => number) => median(rounds.map(work));
  return {
    process: name,
    steps: steps.length,
    expressions: steps.reduce((sum, one) => sum + one.expressions, 0),
    'feelin, ms a step': medianOf(([feelin]) => feelin!),
    'compiled, ms a step': medianOf(([, compiled]) => compiled!),
    'times as fast': medianOf(([feelin, compiled]) => feelin! / compiled!),
  };
}

/** The definition with `work` done before each evaluation. */
function withEvaluate(definition: Definition, work: (text: string, given: FeelValues) => void): Definition {
  class Working extends Expressions {
    override get(text: string): Expression {
      const expression = definition.expressions.get(text);
      if (!expression.compiled) return expression;
      const compiled: CompiledExpression = Object.create(expression.compiled);
      compiled.evaluate = (given, options) => {
        work(text, given as FeelValues);
        return expression.compiled!.evaluate(given, options);
      };
      return { ...expression, compiled };
    }
  }
  return { ...definition, expressions: new Working([]) };
}

function take(
  { stored, command, at }: Pick<PreparedStep, 'stored' | 'command' | 'at'>,
  definition: Definition,
) {
  return step(definition, JSON.parse(stored) as EngineState | null, command, at, zone);
}

function cpuOf(steps: PreparedStep[], way: 'feelin' | 'compiled'): number {
  const before = process.cpuUsage();
  for (const one of steps) JSON.stringify(take(one, one[way]).state);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000 / steps.length;
}

function median(values: number[]): number {
  return values.sort((one, other) => one - other)[values.length >> 1] ?? 0;
}
