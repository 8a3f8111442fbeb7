import type { Definition } from '../../../src/bpmn/loadDefinition.js';
import type { EngineCommand, Variables } from '../../../src/bpmn/types.js';
import { commandOf } from '../../../src/modules/audit/read/replay/rerun.js';
import { selectOptionalDefinitionId } from '../../../src/modules/processes/index.js';
import {
  type AuditEventRow,
  applyChanges,
  selectAuditEvents,
  type VariableChange,
} from '../../../src/modules/tickets/index.js';
import type { Runtime } from '../../../src/platform/runCommand.js';

export type Opened = Pick<Runtime, 'db' | 'definitions' | 'settings'>;

/** A command that a ticket's record holds, with what the engine needs for it but the state. */
export interface RecordedStep {
  ticketId: number;
  seq: number;
  definition: Definition;
  command: EngineCommand;
  at: Date;
}

/** The recorded commands of all tickets, ticket by ticket and in their order; of each until it was cancelled. */
export async function recordedSteps(runtime: Opened): Promise<RecordedStep[]> {
  const tickets: { id: number; processKey: string }[] = await runtime
    .db('tickets')
    .select('id', 'processKey')
    .orderBy('id');
  const steps: RecordedStep[] = [];
  for (const { id: ticketId, processKey } of tickets) {
    let variables: Variables = {};
    for (const event of await selectAuditEvents(runtime.db, ticketId)) {
      variables = applyChanges(variables, (event.data.changes ?? []) as VariableChange[]);
      const recorded = commandOf(event);
      if (!recorded) continue;
      if (recorded.type === 'cancel') break;
      const definition = await definitionOf(runtime, processKey, event);
      const command = { ...recorded, variables } as EngineCommand;
      steps.push({ ticketId, seq: event.seq, definition, command, at: new Date(event.at) });
    }
  }
  return steps;
}

async function definitionOf({ db, definitions }: Opened, key: string, event: AuditEventRow) {
  const id = await selectOptionalDefinitionId(db, key, Number(event.data.processVersion));
  if (id === undefined) throw new Error(`no version ${event.data.processVersion} of ${key}`);
  return (await definitions.load(db, id)).engine;
}
