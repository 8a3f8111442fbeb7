import { selectLatestDefinitions } from '../modules/processes/index.js';
import { checkScenarios } from './checks/checkScenarios.js';
import { coverageOf } from './checks/coverage.js';
import { InvalidScenarios } from './errors.js';
import { runScenario } from './runScenario.js';
import type { ScenarioSite } from './sites/site.js';
import type { FormExamples, ProcessReport, ScenarioFile, ScenarioReport } from './types.js';

/**
 * Runs the scenarios of one process, each on a site of its own, and sums up which flows they took.
 * @param openSite makes a company in its first state
 * @throws {InvalidScenarios} when the file names what the diagrams do not have
 */
export async function runScenarioFile(
  openSite: () => Promise<ScenarioSite>,
  examples: FormExamples,
  file: ScenarioFile,
): Promise<ProcessReport> {
  const { name, elements } = await describeProcess(openSite, file);
  const scenarios: ScenarioReport[] = [];
  for (const scenario of file.scenarios) {
    const site = await openSite();
    try {
      scenarios.push(await runScenario(site, examples, file.process, scenario));
    } finally {
      await site.close();
    }
  }
  const coverage = coverageOf(elements, new Set(scenarios.flatMap((scenario) => scenario.flows)));
  const passed = scenarios.every((scenario) => scenario.passed) && coverage.missing.length === 0;
  return { process: file.process, name, passed, scenarios, coverage };
}

async function describeProcess(openSite: () => Promise<ScenarioSite>, file: ScenarioFile) {
  const site = await openSite();
  try {
    const definitions = await selectLatestDefinitions(site.runtime.db);
    const processes = new Map(
      definitions.map(({ key, elements }) => [
        key,
        new Map(elements.map((element) => [element.id, element])),
      ]),
    );
    const problems = checkScenarios(file, processes);
    if (problems.length > 0) throw new InvalidScenarios(`${file.process}.scenarios.json`, problems);
    const definition = definitions.find(({ key }) => key === file.process);
    return { name: definition?.name ?? file.process, elements: definition?.elements ?? [] };
  } finally {
    await site.close();
  }
}
