import { selectTicket } from '../../modules/tickets/index.js';
import type { ScenarioRun } from '../acts/scenarioRun.js';
import { resolveSymbols } from '../acts/symbols.js';
import type { Expectation } from '../types.js';
import { checkCustomerFile } from './checkCustomerFile.js';
import { checkDirectory, checkGroups } from './checkDirectory.js';
import { checkTickets } from './checkTickets.js';
import { mismatches } from './matches.js';

/** One Chinese sentence for each thing that is not as the scenario expects in the end. */
export async function checkExpectation(run: ScenarioRun, expectation: Expectation): Promise<string[]> {
  const { site, ticketId } = run;
  const expected = (await resolveSymbols(site, expectation)) as Expectation;
  const { variables } = await selectTicket(site.runtime.db, ticketId as number);
  return [
    ...mismatches('工单数据中', expected.variables ?? {}, variables),
    ...(await checkTickets(run, expected.tickets ?? {})),
    ...(expected.customerFile ? await checkCustomerFile(site, expected.customerFile) : []),
    ...(expected.directory ? await checkDirectory(site, expected.directory) : []),
    ...(await checkGroups(site, expected.groups ?? {})),
  ];
}
