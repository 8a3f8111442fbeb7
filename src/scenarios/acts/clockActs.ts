import { DateTime, Duration } from 'luxon';
import { selectPendingJobs } from '../../jobs/store/jobs.js';
import type { TicketRow } from '../../modules/tickets/index.js';
import { ScenarioFailure } from '../errors.js';
import { elementName } from '../report/elementNames.js';
import type { ScenarioSite } from '../sites/site.js';
import { elementsOf, type ScenarioRun } from './scenarioRun.js';

/** Lets a span of time pass. @returns what was done, in Chinese */
export async function clockAct({ site }: ScenarioRun, by: string): Promise<string> {
  const now = site.runtime.clock.now();
  await passTime(site, DateTime.fromJSDate(now).plus(Duration.fromISO(by)).toJSDate());
  return `时钟走 ${by}，到 ${clockText(site)}`;
}

/** Lets time pass until the timer of an element is due. @throws {ScenarioFailure} when it is not armed */
export async function untilAct(run: ScenarioRun, ticket: TicketRow, elementId: string): Promise<string> {
  const { site } = run;
  const jobs = await selectPendingJobs(site.runtime.db, ticket.id, ['fireTimer']);
  const due = jobs.filter((job) => job.payload.elementId === elementId).map((job) => job.runAt);
  const elements = await elementsOf(run, ticket);
  const first = due.sort()[0];
  if (!first) throw new ScenarioFailure(`计时${elementName(elements, elementId)}此刻没有启动`);
  const now = site.runtime.clock.now();
  await passTime(site, new Date(Math.max(now.getTime(), Date.parse(first))));
  return `时钟走到 ${clockText(site)}，计时${elementName(elements, elementId)}到点`;
}

/** Moves the clock on, stopping at each moment at which a job is due, so that everything happens at its time. */
async function passTime(site: ScenarioSite, until: Date): Promise<void> {
  const { clock } = site.runtime;
  for (;;) {
    const next = await nextDueTime(site, until);
    if (!next) break;
    if (next > clock.now()) clock.set(next);
    if ((await site.worker.runDue()) === 0) throw new ScenarioFailure('后台作业没有运行，请查看日志');
  }
  clock.set(until);
}

async function nextDueTime({ runtime }: ScenarioSite, until: Date): Promise<Date | undefined> {
  const row = await runtime
    .db('jobs')
    .where({ status: 'ready' })
    .where('runAt', '<=', until.toISOString())
    .orderBy('runAt')
    .first('runAt');
  return row && new Date(row.runAt);
}

function clockText({ runtime }: ScenarioSite): string {
  const { clock, settings } = runtime;
  return DateTime.fromJSDate(clock.now()).setZone(settings.timeZone).toFormat('yyyy-MM-dd HH:mm');
}
