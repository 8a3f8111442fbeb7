import { ticketFamily } from '../acts/findTicket.js';
import { elementsOf, type ScenarioRun } from '../acts/scenarioRun.js';
import { elementList } from '../report/elementNames.js';
import type { Expectation } from '../types.js';
import { mismatches } from './matches.js';
import { openElements } from './openElements.js';

/** What is not as expected of the tickets that the scenario's ticket called or started. */
export async function checkTickets(
  run: ScenarioRun,
  expected: NonNullable<Expectation['tickets']>,
): Promise<string[]> {
  const { db } = run.site.runtime;
  const family = await ticketFamily(db, run.ticketId as number);
  const problems: string[] = [];
  for (const [process, { status, end, open, variables }] of Object.entries(expected)) {
    const ticket = family.filter((one) => one.processKey === process).at(-1);
    if (!ticket) {
      problems.push(`应有流程 ${process} 的工单，却没有`);
      continue;
    }
    const facts = { ...(status ? { status } : {}), ...(end ? { endElementId: end } : {}) };
    problems.push(...mismatches(`工单 ${ticket.number}`, facts, ticket));
    problems.push(...mismatches(`工单 ${ticket.number} 数据中`, variables ?? {}, ticket.variables));
    const found = await openElements(db, ticket.id);
    if (open && [...open].sort().join() !== found.join()) {
      const elements = await elementsOf(run, ticket);
      const [wanted, seen] = [elementList(elements, open), elementList(elements, found)];
      problems.push(`工单 ${ticket.number} 应待办：${wanted}，实为：${seen}`);
    }
  }
  return problems;
}
