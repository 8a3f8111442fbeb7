import { isDeepStrictEqual } from 'node:util';
import type { Knex } from 'knex';
import { step } from '../../../../bpmn/step.js';
import type { EngineCommand, StepResult, Variables } from '../../../../bpmn/types.js';
import { EngineError } from '../../../../platform/errors.js';
import type { DepartmentSettings } from '../../../../platform/runCommand.js';
import {
  type DefinitionCache,
  type DeployedDefinition,
  selectOptionalDefinitionId,
} from '../../../processes/index.js';
import { type AuditEventRow, applyChanges, type VariableChange } from '../../../tickets/index.js';
import { stepDifferences } from './compareStep.js';
import type { Difference } from './report.js';

/** What running tickets again needs; the time zone is the one in which they ran. */
export interface ReplayTools {
  db: Knex;
  definitions: DefinitionCache;
  settings: Pick<DepartmentSettings, 'timeZone'>;
}

/** The state that a ticket's recorded commands lead to. */
export interface Rerun {
  result: StepResult | null;
  variables: Variables;
  definition: DeployedDefinition | null;
  /** Type and time of the command that was run last. */
  last: { type: string; at: string } | null;
  steps: number;
  /** Execution ids of all user tasks that ever waited. */
  tasks: Set<string>;
  differences: Difference[];
}

/** Compares one event with the data before and after it. */
export type CompareEvent = (event: AuditEventRow, before: Variables, rerun: Rerun) => Promise<Difference[]>;

/**
 * Runs every recorded step of a ticket again, each on the process version on which it ran, and compares what the engine
 * does and opens with the record. Stops at the first command that can't be run.
 */
export async function rerun(
  tools: ReplayTools,
  processKey: string,
  events: readonly AuditEventRow[],
  visit: CompareEvent,
): Promise<Rerun> {
  const current: Rerun = {
    result: null,
    variables: {},
    definition: null,
    last: null,
    steps: 0,
    tasks: new Set(),
    differences: [],
  };
  for (const [index, event] of events.entries()) {
    const before = current.variables;
    applyEventChanges(event, current);
    const command = commandOf(event);
    if (command) current.definition = await loadVersion(tools, processKey, event);
    if (command && !current.definition) {
      current.differences.push({ seq: event.seq, message: `找不到流程版本 ${event.data.processVersion}` });
      return current;
    }
    current.differences.push(...(await visit(event, before, current)));
    if (!command) continue;
    const following = events.slice(index + 1, index + 1 + maxEventsPerStep);
    if (!takeStep(current, command, event, following, tools.settings.timeZone)) return current;
  }
  return current;
}

/** More events than one step ever records. */
const maxEventsPerStep = 5000;

function applyEventChanges(event: AuditEventRow, now: Rerun): void {
  const changes = (event.data.changes ?? []) as VariableChange[];
  for (const { name, before } of changes) {
    if (isDeepStrictEqual(before, now.variables[name])) continue;
    now.differences.push({ seq: event.seq, message: `「${name}」改动前的内容与此前的数据不符` });
  }
  now.variables = applyChanges(now.variables, changes);
}

/** The command that the engine got, without the data; null for an event without one. */
export function commandOf(event: AuditEventRow): EngineCommand | null {
  return (event.data.command as EngineCommand | undefined) ?? null;
}

/** Steps that name no rules are of the time of the first. */
function rulesOf({ data }: AuditEventRow): number {
  return typeof data.engineRules === 'number' ? data.engineRules : 1;
}

async function loadVersion(
  { db, definitions }: ReplayTools,
  processKey: string,
  event: AuditEventRow,
): Promise<DeployedDefinition | null> {
  const id = await selectOptionalDefinitionId(db, processKey, Number(event.data.processVersion));
  return id === undefined ? null : definitions.load(db, id);
}

function takeStep(
  now: Rerun,
  command: EngineCommand,
  event: AuditEventRow,
  following: AuditEventRow[],
  timeZone: string,
): boolean {
  const { result: before, variables, definition } = now;
  const complete = { ...command, variables };
  try {
    const state = command.type === 'start' ? null : (before?.state ?? null);
    const result = step(definition!.engine, state, complete, new Date(event.at), timeZone, rulesOf(event));
    now.differences.push(...stepDifferences(event, following, before, result));
    for (const task of result.tasks) now.tasks.add(task.executionId);
    now.result = result;
    now.last = { type: command.type, at: event.at };
    now.steps += 1;
    return true;
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    now.differences.push({ seq: event.seq, message: `该操作无法重新执行：${error.message}` });
    return false;
  }
}
