import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { compareDiagrams } from '../../src/bpmn/comparison/compareDiagrams.js';
import { readFacts } from '../../src/bpmn/comparison/readFacts.js';
import type { ElementChange } from '../../src/bpmn/comparison/types.js';

const onsite = readFileSync(join(import.meta.dirname, '../../processes/onsite-service.bpmn'), 'utf8');

/** What differs after each text was replaced by the other; every text must be there. */
async function afterEdit(...edits: [from: string, to: string][]): Promise<ElementChange[]> {
  const edited = edits.reduce((xml, [from, to]) => {
    expect(xml, from).toContain(from);
    return xml.replaceAll(from, to);
  }, onsite);
  const [older, newer] = await Promise.all([readFacts(onsite), readFacts(edited)]);
  expect([older.problems, newer.problems]).toEqual([[], []]);
  return compareDiagrams(older.facts, newer.facts);
}

/** `id kind aspect: from -> to` for each change. */
async function told(...edits: [string, string][]): Promise<string[]> {
  return (await afterEdit(...edits)).flatMap(({ id, kind, changes }) =>
    changes.length === 0
      ? [`${id} ${kind}`]
      : changes.map(({ aspect, from, to }) => `${id} ${kind} ${aspect}: ${from} -> ${to}`),
  );
}

const task = '<bpmn:userTask id="reschedule" name="与客户改约"';
const taskFlow = '<bpmn:sequenceFlow id="canArriveInTimeToReschedule" name="改约"';

describe('two versions of a diagram differ', () => {
  test('in nothing when only the file is written differently', async () => {
    const indented = onsite
      .replaceAll('\n  ', '\n\t\t')
      .replace('isExecutable="true"', "isExecutable='true'");
    const [older, newer] = await Promise.all([readFacts(onsite), readFacts(indented)]);
    expect(newer.facts.size).toBeGreaterThan(50);
    expect(compareDiagrams(older.facts, newer.facts)).toEqual([]);
  });

  test.each<[string, [string, string], string]>([
    [
      'name',
      [task, task.replace('与客户改约', '约定新时间')],
      'reschedule changed name: 与客户改约 -> 约定新时间',
    ],
    [
      'documentation',
      ['库房按领用单发配件；', '库房按单发配件；'],
      'fetchParts changed documentation: 库房按领用单发配件；没有库存的申请采购，写明到货日期。 -> 库房按单发配件；没有库存的申请采购，写明到货日期。',
    ],
    [
      'group',
      [
        'camunda:formKey="parts-requisition" camunda:candidateGroups="warehouse"',
        'camunda:formKey="parts-requisition" camunda:candidateGroups="warehouse,logistics"',
      ],
      'fetchParts changed camunda:candidateGroups: warehouse -> warehouse,logistics',
    ],
    [
      'form',
      ['camunda:formKey="parts-requisition"', 'camunda:formKey="manager-assistance"'],
      'fetchParts changed camunda:formKey: parts-requisition -> manager-assistance',
    ],
    [
      'timer',
      ['>PT24H</bpmn:timeDuration>', '>PT8H</bpmn:timeDuration>'],
      'notAnsweredIn24Hours changed TimerEventDefinition/timeDuration: PT24H -> PT8H',
    ],
    [
      'condition',
      ['>preparationOutcome = "reassign"<', '>preparationOutcome = "other"<'],
      'canArriveInTimeToDispatch changed conditionExpression: preparationOutcome = "reassign" -> preparationOutcome = "other"',
    ],
    [
      'target of a flow',
      [
        `${taskFlow} sourceRef="canArriveInTime" targetRef="reschedule"`,
        `${taskFlow} sourceRef="canArriveInTime" targetRef="assist"`,
      ],
      'canArriveInTimeToReschedule changed targetRef: reschedule -> assist',
    ],
    [
      'property',
      [
        '<camunda:property name="numberPrefix" value="SM" />',
        '<camunda:property name="numberPrefix" value="XC" />',
      ],
      'onsite-service changed property:numberPrefix: SM -> XC',
    ],
    [
      'new property',
      [`${task} `, `${task} camunda:priority="80" `],
      'reschedule changed camunda:priority: null -> 80',
    ],
    [
      'foreign attribute',
      [`${task} `, `${task} xmlns:v="urn:v" v:cost="3" `],
      'reschedule changed v:cost: null -> 3',
    ],
    [
      'size',
      [
        '<dc:Bounds x="1338" y="220" width="140" height="80" />',
        '<dc:Bounds x="1338" y="220" width="180" height="80" />',
      ],
      'assist moved',
    ],
  ])('in a %s', async (_what, edit, expected) => {
    expect(await told(edit)).toEqual([expected]);
  });

  test('in a part without attributes', async () => {
    const end = '<bpmn:endEvent id="visitCompleted"';
    const start = onsite.indexOf(end);
    const event = onsite.slice(start, onsite.indexOf('</bpmn:endEvent>', start));
    expect(await told([event, `${event}<bpmn:terminateEventDefinition id="stop" />`])).toEqual([
      'visitCompleted changed TerminateEventDefinition: null -> true',
    ]);
  });

  test('in the type of an element', async () => {
    const start = onsite.indexOf('<bpmn:exclusiveGateway id="arrived"');
    const gateway = onsite.slice(start, onsite.indexOf('</bpmn:exclusiveGateway>', start) + 24);
    expect(await told([gateway, gateway.replaceAll('exclusive', 'inclusive')])).toEqual([
      'arrived changed type: bpmn:ExclusiveGateway -> bpmn:InclusiveGateway',
    ]);
  });

  test('in the lane of an element, whatever the lane is called', async () => {
    const ref = '        <bpmn:flowNodeRef>fetchParts</bpmn:flowNodeRef>\n';
    const clerk = '<bpmn:lane id="laneServiceClerk" name="技术服务部文员">\n';
    expect(await told([ref, ''], [clerk, clerk + ref], ['name="技术服务部文员"', 'name="文员"'])).toEqual([
      'laneServiceClerk changed name: 技术服务部文员 -> 文员',
      'fetchParts changed lane: laneWarehouse -> laneServiceClerk',
    ]);
  });

  test('in the default flow of a gateway, which is reported at the flows', async () => {
    expect(await told(['default="arrivedToHandleLateArrival"', 'default="arrivedToArrivedInTime"'])).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/ changed isDefault: null -> true$/),
        expect.stringMatching(/^arrivedToHandleLateArrival changed isDefault: true -> null$/),
      ]),
    );
  });

  test('in an element that one of them lacks, reported with all its attributes', async () => {
    const step = '<bpmn:userTask id="approve" name="审批" camunda:candidateGroups="general-manager" />';
    const changes = await afterEdit([task, `${step}${task}`]);
    expect(changes).toEqual([
      {
        id: 'approve',
        type: 'bpmn:UserTask',
        name: '审批',
        lane: null,
        ends: null,
        kind: 'added',
        isMoved: false,
        changes: [
          { aspect: 'name', from: null, to: '审批' },
          { aspect: 'camunda:candidateGroups', from: null, to: 'general-manager' },
        ],
      },
    ]);
    const [before, after] = await Promise.all([
      readFacts(onsite.replace(task, `${step}${task}`)),
      readFacts(onsite),
    ]);
    expect(compareDiagrams(before.facts, after.facts)).toMatchObject([{ id: 'approve', kind: 'removed' }]);
  });
});

test('parameters and mappings are compared by their names', async () => {
  const { facts } = await readFacts(onsite);
  expect(facts.get('startComplaint')?.aspects.get('input:processKey')).toBe('complaint-handling');
  expect(facts.get('repairInWorkshop')?.aspects.get('in:customer')).toBe('customer');
  expect(facts.get('repairInWorkshop')?.aspects.get('calledElement')).toBe('repair-service');
});

test('a file that is no BPMN is refused with the reason', async () => {
  const { facts, problems } = await readFacts('<html/>');
  expect(facts.size).toBe(0);
  expect(problems[0]?.message).toMatch(/^文件不是可读的 BPMN/);
});
