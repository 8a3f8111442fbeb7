import type { Scenario, ScenarioFile } from '../types.js';
import { InvalidScenarios } from './InvalidScenarios.js';
import { readStep } from './readStep.js';

/**
 * Reads a scenario file and checks its shape; whether its names exist in the diagram is checked by `checkScenarios`.
 * @throws {InvalidScenarios} with every reason
 */
export function readScenarioFile(source: string, text: string): ScenarioFile {
  const file = parse(source, text);
  const problems: string[] = [];
  if (typeof file.process !== 'string') problems.push('缺少 process（流程编号）');
  const list = Array.isArray(file.scenarios) ? file.scenarios : [];
  if (list.length === 0) problems.push('缺少 scenarios（场景）');
  const scenarios = list.map((scenario, index) => readScenario(scenario, index, problems));
  const names = scenarios.map((scenario) => scenario.name);
  for (const name of names.filter((one, index) => names.indexOf(one) !== index))
    problems.push(`场景 ${name} 出现了两次`);
  if (problems.length > 0) throw new InvalidScenarios(source, problems);
  return { process: file.process as string, scenarios };
}

function parse(source: string, text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    if (value !== null && typeof value === 'object') return value as Record<string, unknown>;
  } catch (error) {
    throw new InvalidScenarios(source, [`不是正确的 JSON：${(error as Error).message}`]);
  }
  throw new InvalidScenarios(source, ['应为一个 JSON 对象']);
}

const known = ['name', 'title', 'description', 'startAt', 'steps', 'end', 'expect'];

function readScenario(value: unknown, index: number, problems: string[]): Scenario {
  const scenario = (value ?? {}) as Record<string, unknown>;
  const where = `场景 ${typeof scenario.name === 'string' ? scenario.name : index + 1}`;
  for (const field of ['name', 'title', 'description', 'end']) {
    if (typeof scenario[field] !== 'string') problems.push(`${where} 缺少 ${field}`);
  }
  for (const field of Object.keys(scenario).filter((name) => !known.includes(name)))
    problems.push(`${where} 有不认识的 ${field}`);
  if (scenario.startAt !== undefined && Number.isNaN(Date.parse(String(scenario.startAt))))
    problems.push(`${where} 的 startAt 不是时间`);
  const raw = Array.isArray(scenario.steps) ? scenario.steps : [];
  const steps = raw.map((step, place) => readStep(step, `${where} 第 ${place + 1} 步`, problems));
  if (steps[0]?.act.kind !== 'start') problems.push(`${where} 的第一步应为 start（发起）`);
  if (steps.slice(1).some((step) => step.act.kind === 'start'))
    problems.push(`${where} 只能在第一步发起工单`);
  return { ...(scenario as unknown as Scenario), steps };
}
