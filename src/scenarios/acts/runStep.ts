import type { TicketRow } from '../../modules/tickets/index.js';
import { failedJobs } from '../checks/failedJobs.js';
import { openElements } from '../checks/openElements.js';
import { type Elements, elementList, elementName } from '../report/elementNames.js';
import { explainFailure } from '../report/explainFailure.js';
import type { Act, ScenarioStep, StepReport } from '../types.js';
import { clockAct, untilAct } from './clockActs.js';
import { findTicket } from './findTicket.js';
import { elementsOf, type ScenarioRun } from './scenarioRun.js';
import { startAct } from './startAct.js';
import { taskAct } from './taskAct.js';

/** Does one step and compares what is open afterwards with what the scenario expects. Never throws. */
export async function runStep(run: ScenarioRun, step: ScenarioStep): Promise<StepReport> {
  let sentence = describe(step.act);
  try {
    sentence = await perform(run, step);
    return { sentence, ...(await compare(run, step)) };
  } catch (error) {
    return { sentence, expected: '能够办理', found: explainFailure(error), passed: false };
  }
}

async function perform(run: ScenarioRun, { act, in: within }: ScenarioStep): Promise<string> {
  if (act.kind === 'start') return startAct(run, act);
  if (act.kind === 'clock') return clockAct(run, act.by);
  if (act.kind === 'jobs') return runDueJobs(run);
  const ticket = await findTicket(run.site.runtime.db, run.ticketId as number, within);
  if (act.kind === 'look') return `查看工单 ${ticket.number}`;
  if (act.kind === 'until') return untilAct(run, ticket, act.elementId);
  return taskAct(run, ticket, act);
}

/** Runs the background jobs that are due now. @returns what was done, in Chinese */
async function runDueJobs({ site }: ScenarioRun): Promise<string> {
  const count = await site.worker.runDue();
  return `系统运行后台作业 ${count} 项`;
}

type Comparison = Pick<StepReport, 'expected' | 'found' | 'passed'>;

async function compare(run: ScenarioRun, step: ScenarioStep): Promise<Comparison> {
  const { db } = run.site.runtime;
  const ticket = await findTicket(db, run.ticketId as number, step.in);
  const elements = await elementsOf(run, ticket);
  const found = await openElements(db, ticket.id);
  const wanted = step.open && [...step.open].sort();
  const isOpenRight = wanted === undefined || wanted.join() === found.join();
  const isEndRight = step.end === undefined || ticket.endElementId === step.end;
  const failures = isOpenRight && isEndRight ? [] : await failedJobs(db, ticket.id, elements);
  const expected = [
    ...(wanted ? [`待办：${elementList(elements, wanted)}`] : []),
    ...(step.end ? [`结束于${elementName(elements, step.end)}`] : []),
  ];
  const seen = [`待办：${elementList(elements, found)}`, ...endText(ticket, elements), ...failures];
  return {
    expected: expected.join('；') || '能够办理',
    found: seen.join('；'),
    passed: isOpenRight && isEndRight,
  };
}

function endText(ticket: TicketRow, elements: Elements): string[] {
  if (ticket.status === 'cancelled') return ['已终止'];
  return ticket.endElementId === null ? [] : [`结束于${elementName(elements, ticket.endElementId)}`];
}

/** What a step was about, as long as it could not be done. */
function describe(act: Act): string {
  const words = { start: '发起', complete: '办理', record: '保存记录', until: '等到' };
  if (act.kind === 'clock') return `时钟走 ${act.by}`;
  if (act.kind === 'jobs') return '系统运行后台作业';
  if (act.kind === 'look') return '查看';
  return `${'as' in act ? `${act.as} ` : ''}${words[act.kind]} ${act.elementId}`;
}
