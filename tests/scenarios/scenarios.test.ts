import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import {
  selectLatestDefinition,
  selectLatestDefinitions,
} from '../../src/modules/processes/store/processDefinitions.js';
import { checkScenarios } from '../../src/scenarios/checks/checkScenarios.js';
import { coverageOf } from '../../src/scenarios/checks/coverage.js';
import { loadFormExamples } from '../../src/scenarios/checks/formExamples.js';
import { loadScenarioFiles } from '../../src/scenarios/files/loadScenarioFiles.js';
import { runScenario } from '../../src/scenarios/runScenario.js';
import type { ScenarioSite } from '../../src/scenarios/sites/site.js';
import type { Scenario } from '../../src/scenarios/types.js';
import { createTestSites, deliveredFolders, type TestSites } from '../support/company/scenarioSites.js';
import { engineDifferences } from '../support/databases/engineDifferences.js';
import { brokenInvariants } from '../support/databases/invariants.js';
import { replayDifferences } from '../support/databases/replayDifferences.js';

const files = await loadScenarioFiles(deliveredFolders.processes);
const isOnPostgres = inject('databaseSource').kind === 'postgres';
const examples = await loadFormExamples(join(deliveredFolders.forms, 'examples'));

let sites: TestSites;
beforeAll(async () => {
  sites = await createTestSites();
});
afterAll(() => sites.remove());

async function onSite<Output>(work: (site: ScenarioSite) => Promise<Output>): Promise<Output> {
  const site = await sites.open();
  try {
    return await work(site);
  } finally {
    await site.close();
  }
}

/** PostgreSQL gets the same SQL from each scenario of a process: there the longest is enough. */
function played(scenarios: Scenario[]): Scenario[] {
  return isOnPostgres ? scenarios.toSorted((a, b) => b.steps.length - a.steps.length).slice(0, 1) : scenarios;
}

describe.each(files)('the scenarios of $process', ({ process, scenarios }) => {
  const taken = new Set<string>();

  test.each(played(scenarios))('$name', (scenario) =>
    onSite(async (site) => {
      const report = await runScenario(site, examples, process, scenario);
      expect([...report.steps.filter((step) => !step.passed), ...report.problems]).toEqual([]);
      expect(report).toMatchObject({ passed: true, name: scenario.name });
      expect(report.steps).toHaveLength(scenario.steps.length);
      expect(await brokenInvariants(site.runtime.db)).toEqual([]);
      expect(await replayDifferences(site.runtime)).toEqual([]);
      const onEngine = await engineDifferences(site.runtime);
      expect(onEngine.differing, 'steps on the Engine of bpmn-engine').toEqual([]);
      expect(onEngine.steps).toBeGreaterThan(1);
      for (const flow of report.flows) taken.add(flow);
    }),
  );

  test.skipIf(isOnPostgres)('together they take every sequence flow', () =>
    onSite(async (site) => {
      const { elements } = await selectLatestDefinition(site.runtime.db, process);
      const coverage = coverageOf(elements, taken);
      expect(coverage.missing).toEqual([]);
      expect(coverage.all).toBeGreaterThan(0);
      expect(coverage.taken).toBe(coverage.all);
    }),
  );
});

test('they name only what the diagrams have', () =>
  onSite(async (site) => {
    const definitions = await selectLatestDefinitions(site.runtime.db);
    const processes = new Map(
      definitions.map(({ key, elements }) => [
        key,
        new Map(elements.map((element) => [element.id, element])),
      ]),
    );
    expect(files.flatMap((file) => checkScenarios(file, processes))).toEqual([]);
  }));
