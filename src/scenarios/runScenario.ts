import { findBrokenLink, selectAuditEvents } from '../modules/tickets/index.js';
import { ticketFamily } from './acts/findTicket.js';
import { runStep } from './acts/runStep.js';
import { elementsOf, type ScenarioRun } from './acts/scenarioRun.js';
import { checkExpectation } from './checks/checkExpectation.js';
import { openElements } from './checks/openElements.js';
import { elementList, elementName } from './report/elementNames.js';
import { explainFailure } from './report/explainFailure.js';
import type { ScenarioSite } from './sites/site.js';
import type { FormExamples, Scenario, ScenarioReport, StepReport } from './types.js';

/**
 * Runs one scenario on a site of its own through the real commands, engine, jobs and services. A step that does not go as
 * expected is the last one.
 */
export async function runScenario(
  site: ScenarioSite,
  examples: FormExamples,
  processKey: string,
  scenario: Scenario,
): Promise<ScenarioReport> {
  const run: ScenarioRun = { site, examples, processKey, ticketId: null };
  if (scenario.startAt) site.runtime.clock.set(new Date(scenario.startAt));
  const steps: StepReport[] = [];
  for (const step of scenario.steps) {
    steps.push(await runStep(run, step));
    if (!steps.at(-1)?.passed) break;
  }
  const isThrough = steps.every((step) => step.passed);
  const problems = isThrough ? await problemsAtEnd(run, scenario) : [];
  return {
    name: scenario.name,
    title: scenario.title,
    passed: isThrough && problems.length === 0,
    steps,
    problems,
    flows: await flowsTaken(run),
  };
}

async function problemsAtEnd(run: ScenarioRun, scenario: Scenario): Promise<string[]> {
  try {
    return [
      ...(await checkEnd(run, scenario.end)),
      ...(await checkTraces(run)),
      ...(await checkExpectation(run, scenario.expect ?? {})),
    ];
  } catch (error) {
    return [explainFailure(error)];
  }
}

async function checkEnd(run: ScenarioRun, end: string): Promise<string[]> {
  const { db } = run.site.runtime;
  const [ticket] = await ticketFamily(db, run.ticketId as number);
  if (!ticket || (ticket.status === 'ended' && ticket.endElementId === end)) return [];
  const elements = await elementsOf(run, ticket);
  const open = elementList(elements, await openElements(db, ticket.id));
  const found =
    ticket.endElementId === null ? `尚未结束（待办：${open}）` : elementName(elements, ticket.endElementId);
  return [`工单应结束于${elementName(elements, end)}，实为${found}`];
}

async function checkTraces({ site, ticketId }: ScenarioRun): Promise<string[]> {
  const { db } = site.runtime;
  const problems: string[] = [];
  for (const ticket of await ticketFamily(db, ticketId as number)) {
    const broken = findBrokenLink(await selectAuditEvents(db, ticket.id), ticket);
    if (broken !== null) problems.push(`工单 ${ticket.number} 的流转记录在第 ${broken} 条断开`);
  }
  return problems;
}

async function flowsTaken({ site, ticketId, processKey }: ScenarioRun): Promise<string[]> {
  if (ticketId === null) return [];
  const { db } = site.runtime;
  const flows = new Set<string>();
  for (const ticket of await ticketFamily(db, ticketId)) {
    if (ticket.processKey !== processKey) continue;
    for (const { type, elementId } of await selectAuditEvents(db, ticket.id))
      if (type === 'flow.taken' && elementId) flows.add(elementId);
  }
  return [...flows].sort();
}
