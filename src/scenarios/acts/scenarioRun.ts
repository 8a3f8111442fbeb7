import type { TicketRow } from '../../modules/tickets/index.js';
import type { Elements } from '../report/elementNames.js';
import type { ScenarioSite } from '../sites/site.js';
import type { FormExamples } from '../types.js';

/** A scenario under way. */
export interface ScenarioRun {
  site: ScenarioSite;
  examples: FormExamples;
  processKey: string;
  /** Id of the scenario's ticket; null until it is started. */
  ticketId: number | null;
}

/** Elements of the process version on which a ticket runs. */
export async function elementsOf({ site }: ScenarioRun, ticket: TicketRow): Promise<Elements> {
  const { db, definitions } = site.runtime;
  return (await definitions.load(db, ticket.definitionId)).elements;
}
