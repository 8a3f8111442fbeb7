import { z } from 'zod';
import { object, readShape, type ShapeProblem } from '../../platform/shapes.js';
import { InvalidScenarios } from '../errors.js';
import type { Scenario, ScenarioFile } from '../types.js';
import { record, stepShape, text } from './stepShape.js';

const scenario = object({
  name: text,
  title: text,
  description: text,
  startAt: text.refine((text) => !Number.isNaN(Date.parse(text)), { error: '不是时间' }).optional(),
  steps: z.array(stepShape, { error: '应为步骤的列表' }),
  end: text,
  // what is expected in the end is compared, part by part, with what there is: what it names must be there
  expect: record.optional() as z.ZodType<Scenario['expect']>,
});

const file: z.ZodType<ScenarioFile> = object({
  process: text,
  scenarios: z.array(scenario, { error: '应为场景的列表' }).min(1, { error: '缺少 scenarios（场景）' }),
});

/**
 * Reads a scenario file and checks its shape; whether its names exist in the diagram is checked by `checkScenarios`.
 * @throws {InvalidScenarios} with every reason
 */
export function readScenarioFile(source: string, text: string): ScenarioFile {
  const written = parse(source, text);
  const { value, problems } = readShape(file, written);
  const all = value
    ? contradictions(value.scenarios)
    : problems.map((problem) => explain(problem, written as Written));
  if (!value || all.length > 0) throw new InvalidScenarios(source, all);
  return value;
}

function parse(source: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new InvalidScenarios(source, [`不是正确的 JSON：${(error as Error).message}`]);
  }
}

type Written = { scenarios?: { name?: unknown }[] } | null;

/** `场景 a 第 2 步 缺少 as` */
function explain({ path, kind, message }: ShapeProblem, written: Written): string {
  const [list, index, , step] = path;
  const isScenario = list === 'scenarios' && typeof index === 'number';
  const name = isScenario ? written?.scenarios?.[index]?.name : undefined;
  const scenarioText = isScenario ? `场景 ${typeof name === 'string' ? name : index + 1} ` : '';
  const where = typeof step === 'number' ? `${scenarioText}第 ${step + 1} 步 ` : scenarioText;
  if (kind === 'missing') return `${where}${message}`;
  const field = path.at(-1);
  if (kind === 'unknown') return `${where}有不认识的 ${field}`;
  return typeof field === 'string' ? `${where}的 ${field} ${message}` : `${where}${message}`;
}

/** What is wrong between the parts of scenarios whose shape is right. */
function contradictions(scenarios: readonly Scenario[]): string[] {
  const names = scenarios.map(({ name }) => name);
  const twice = names.filter((one, index) => names.indexOf(one) !== index);
  return [
    ...twice.map((name) => `场景 ${name} 出现了两次`),
    ...scenarios.flatMap(({ name, steps }) => [
      ...(steps[0]?.act.kind === 'start' ? [] : [`场景 ${name} 的第一步应为 start（发起）`]),
      ...(steps.slice(1).some(({ act }) => act.kind === 'start')
        ? [`场景 ${name} 只能在第一步发起工单`]
        : []),
    ]),
  ];
}
