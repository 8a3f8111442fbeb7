import type { Knex } from 'knex';
import type { DefinitionProblem } from '../../../bpmn/types.js';
import { findCallCycle } from '../model/findCallCycle.js';
import { selectOptionalLatestDefinition } from '../store/processDefinitions.js';
import type { DiagramWork } from './diagramWork.js';

/** A diagram that is about to be published. */
export interface CallingProcess {
  key: string;
  name: string;
  xml: string;
}

/**
 * Finds the cycle of calls that a diagram would close, through its own calls and those of every process that it reaches.
 * @param together diagrams that are published with it, in place of the present versions
 */
export async function checkCalls(
  db: Knex,
  { calls: readCalls }: Pick<DiagramWork, 'calls'>,
  process: CallingProcess,
  together: readonly CallingProcess[] = [],
): Promise<DefinitionProblem[]> {
  const changed = new Map([...together, process].map((one) => [one.key, one]));
  const names = new Map<string, string>();
  const calls = new Map<string, string[]>();
  const own = await readCalls(process.xml);
  const queue = [process.key];
  for (let key = queue.pop(); key !== undefined; key = queue.pop()) {
    const version = changed.get(key) ?? (await selectOptionalLatestDefinition(db, key));
    const called = version ? (await readCalls(version.xml)).map(({ calledElement }) => calledElement) : [];
    names.set(key, version?.name ?? key);
    calls.set(key, called);
    queue.push(...called.filter((one) => !calls.has(one)));
  }
  const cycle = findCallCycle(process.key, calls);
  if (!cycle || cycle.length === 2) return [];
  const first = own.find(({ calledElement }) => calledElement === cycle[1]);
  const way = cycle.map((key) => `「${names.get(key) ?? key}」`).join('→');
  const message = `流程互相调用形成了循环：${way}，工单会无休止地发起下级工单。请去掉其中一处调用。`;
  return [{ elementId: first?.elementId ?? null, elementName: first?.elementName ?? null, message }];
}
