import { randomUUID } from 'node:crypto';
import { selectLatestDefinition } from '../../modules/processes/index.js';
import { selectTicketByNumber, startTicket } from '../../modules/tickets/index.js';
import { runCommand } from '../../platform/runCommand.js';
import { ScenarioFailure } from '../errors.js';
import type { Act } from '../types.js';
import { explainRefusal } from './explainRefusal.js';
import { findActor } from './findActor.js';
import type { ScenarioRun } from './scenarioRun.js';
import { stepData } from './stepData.js';

type StartAct = Extract<Act, { as: string }>;

/** Starts the scenario's ticket with the start form. @returns what was done, in Chinese @throws {ScenarioFailure} */
export async function startAct(run: ScenarioRun, act: StartAct): Promise<string> {
  const { site, examples, processKey } = run;
  const { db, definitions } = site.runtime;
  const { id } = await selectLatestDefinition(db, processKey);
  const definition = await definitions.load(db, id);
  const form = definition.forms.get(definition.row.startFormKey ?? '')?.form;
  if (!form) throw new ScenarioFailure('该流程没有发起表单');
  const person = await findActor(site, act.as);
  const data = await stepData(site, examples, person, form, { ...act, variables: {} });
  const input = { processKey, data, requestKey: randomUUID() };
  const { number } = await explainRefusal(form, () => runCommand(site.runtime, person, startTicket, input));
  run.ticketId = (await selectTicketByNumber(db, number)).id;
  return `${person.name}发起工单 ${number}`;
}
