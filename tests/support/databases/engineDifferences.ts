import { isDeepStrictEqual } from 'node:util';
import { step } from '../../../src/bpmn/step.js';
import type { EngineCommand, StepResult, Variables } from '../../../src/bpmn/types.js';
import { commandOf } from '../../../src/modules/audit/read/replay/rerun.js';
import { selectOptionalDefinitionId } from '../../../src/modules/processes/index.js';
import {
  type AuditEventRow,
  applyChanges,
  selectAuditEvents,
  type VariableChange,
} from '../../../src/modules/tickets/index.js';
import type { Runtime } from '../../../src/platform/runCommand.js';
import { type EngineTicket, stepOnEngine } from '../../bpmn/support/stepOnEngine.js';

type Opened = Pick<Runtime, 'db' | 'definitions' | 'settings'>;

/**
 * Runs the recorded commands of all tickets by `step` and on bpmn-engine's own Engine with our element types.
 * @returns how many commands, and after which of them the two differ
 */
export async function engineDifferences(runtime: Opened): Promise<{ steps: number; differing: string[] }> {
  const tickets = await runtime.db('tickets').select('id', 'processKey').orderBy('id');
  const differing: string[] = [];
  let steps = 0;
  for (const { id, processKey } of tickets) {
    let variables: Variables = {};
    let ours: StepResult | null = null;
    let theirs: EngineTicket | null = null;
    for (const event of await selectAuditEvents(runtime.db, id)) {
      variables = applyChanges(variables, (event.data.changes ?? []) as VariableChange[]);
      const recorded = commandOf(event);
      if (!recorded) continue;
      if (recorded.type === 'cancel') break;
      const definition = await definitionOf(runtime, processKey, event);
      const command = { ...recorded, variables } as EngineCommand;
      const at = new Date(event.at);
      ours = step(definition, ours?.state ?? null, command, at, runtime.settings.timeZone);
      const next = await stepOnEngine(definition, theirs, command, at, runtime.settings.timeZone);
      theirs = next;
      steps += 1;
      if (!isDeepStrictEqual(next.result, ours)) differing.push(`ticket ${id}, event ${event.seq}`);
    }
  }
  return { steps, differing };
}

async function definitionOf({ db, definitions }: Opened, key: string, event: AuditEventRow) {
  const id = await selectOptionalDefinitionId(db, key, Number(event.data.processVersion));
  if (id === undefined) throw new Error(`no version ${event.data.processVersion} of ${key}`);
  return (await definitions.load(db, id)).engine;
}
