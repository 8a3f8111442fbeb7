import { expect, test } from 'vitest';
import { checkDefinition } from '../../../../src/bpmn/checkDefinition.js';
import { loadDefinition } from '../../../../src/bpmn/loadDefinition.js';
import { step } from '../../../../src/bpmn/step.js';
import type { EngineCommand, StepResult } from '../../../../src/bpmn/types.js';
import type { DeployedDefinition } from '../../../../src/modules/processes/index.js';
import type { AuditEventRow } from '../../../../src/modules/tickets/index.js';
import { decisionsOf } from '../../../../src/modules/tickets/web/presenters/decisions.js';
import {
  end,
  exclusive,
  flow,
  known,
  processXml,
  start,
  task,
  testNow,
  ZONE,
} from '../../../bpmn/support/diagrams.js';

const voting = (until: string) =>
  `<bpmn:extensionElements><camunda:properties><camunda:property name="voteField" value="agrees" /></camunda:properties></bpmn:extensionElements><bpmn:multiInstanceLoopCharacteristics isSequential="false"><bpmn:loopCardinality>3</bpmn:loopCardinality><bpmn:completionCondition>${until}</bpmn:completionCondition></bpmn:multiInstanceLoopCharacteristics>`;
const each =
  '<bpmn:multiInstanceLoopCharacteristics isSequential="true" camunda:collection="${[5, 20]}" camunda:elementVariable="amount" />';

/** A sub-process for 5 and for 20 that asks which is large, then a vote of three. */
const xml = (until: string) =>
  processXml(`${start}<bpmn:subProcess id="sub">${each}
    <bpmn:startEvent id="in" />${exclusive('large', 'small')}<bpmn:endEvent id="yes" /><bpmn:endEvent id="small" />
    ${flow('in', 'large')}${flow('large', 'yes', 'amount &gt; 10')}${flow('large', 'small')}</bpmn:subProcess>
    ${task('vote', '', voting(until))}${end}${flow('start', 'sub')}${flow('sub', 'vote')}${flow('vote', 'end')}`);

/** What is told of the decisions, when the votes come in one after another. */
async function told(until: string, votes: readonly boolean[]): Promise<[string, string][]> {
  const { source, problems } = await checkDefinition(xml(until), known);
  expect(problems).toEqual([]);
  const engine = loadDefinition(source, new Map());
  const rows: AuditEventRow[] = [];
  let result: StepResult | null = null;
  const go = (command: EngineCommand) => {
    result = step(engine, result?.state ?? null, command, testNow, ZONE);
    const cause = { type: 'cause', elementId: null, data: { command, processVersion: 1 } };
    const events = result.events.map(({ seen, ...event }) => ({ ...event, data: seen ? { seen } : {} }));
    for (const event of [cause, ...events])
      rows.push({ ...event, seq: rows.length + 1, at: testNow.toISOString() } as AuditEventRow);
    return result;
  };
  let tasks = go({ type: 'start', variables: {} }).tasks;
  for (const vote of votes)
    ({ tasks } = go({ type: 'completeTask', executionId: tasks[0]!.executionId, vote, variables: {} }));
  expect(tasks).toEqual([]);
  const definition = { row: { version: 1 }, engine, elements: new Map(), forms: new Map() };
  return decisionsOf(rows, definition as unknown as DeployedDefinition, ZONE).map(({ elementId, text }) => [
    elementId,
    text,
  ]);
}

test('a condition inside of a loop is told with the item that it saw, each round for itself', async () => {
  expect((await told('numberOfApprovals &gt;= 2', [true, true])).slice(0, 2)).toEqual([
    ['large', '其他出口的条件都不成立，走默认出口。amount 5 ≤ 10 → 否。'],
    ['large', 'amount 20 > 10 → 是。'],
  ]);
});

test('the end of a loop is told with its condition and the counts of that moment', async () => {
  expect((await told('numberOfApprovals &gt;= 2', [true, false, true])).at(-1)).toEqual([
    'vote',
    '完成条件：同意票数 2 ≥ 2 → 是。',
  ]);
});

test('so is a loop in which the condition never held', async () => {
  expect((await told('numberOfApprovals &gt;= 3', [true, false, true])).at(-1)).toEqual([
    'vote',
    '全部办完，完成条件没有成立过：同意票数 2 < 3。',
  ]);
});
