import { expect, test } from 'vitest';
import { decodeDiagram } from '../../../src/bpmn/foreign/decodeDiagram.js';
import { describeImport } from '../../../src/bpmn/foreign/describeImport.js';
import { openForeign } from '../../../src/bpmn/foreign/openForeign.js';
import { countElements, missing } from '../../bench/corpus/countElements.js';
import { type Element, readXml } from '../../bench/tck/xml.js';

const namespaces = [
  'xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"',
  'xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI"',
  'xmlns:dc="http://www.omg.org/spec/DD/20100524/DC"',
  'xmlns:di="http://www.omg.org/spec/DD/20100524/DI"',
  'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"',
  'xmlns:camunda="http://camunda.org/schema/1.0/bpmn"',
].join(' ');

const line = (task: string) => `<startEvent id="s"/>${task}<endEvent id="e"/>
  <sequenceFlow id="f1" sourceRef="s" targetRef="t"/><sequenceFlow id="f2" sourceRef="t" targetRef="e"/>`;
const task = '<userTask id="t" name="检修"/>';
const shape = (id: string, content = '') =>
  `<bpmndi:BPMNShape id="shape ${id}" bpmnElement="${id}">
    <dc:Bounds x="10" y="20" width="100" height="80"/>${content}</bpmndi:BPMNShape>`;
const edge = (id: string) =>
  `<bpmndi:BPMNEdge id="${id}_di" bpmnElement="${id}"><di:waypoint x="1" y="2"/><di:waypoint x="3" y="4"/></bpmndi:BPMNEdge>`;
const plane = (of: string, drawn: string, id = 'd1') =>
  `<bpmndi:BPMNDiagram id="${id}"><bpmndi:BPMNPlane id="${id}p" bpmnElement="${of}">${drawn}</bpmndi:BPMNPlane></bpmndi:BPMNDiagram>`;

interface Parts {
  process?: string;
  around?: string;
  drawn?: string;
  diagrams?: string;
  declared?: string;
}
const file = ({
  process = line(task),
  around = '',
  drawn = shape('t'),
  diagrams = plane('p', drawn),
  declared = '',
}: Parts) =>
  `<definitions ${namespaces} ${declared} targetNamespace="urn:x">${around}
  <process id="p" name="维修" isExecutable="true">${process}</process>${diagrams}</definitions>`;

const label = '<bpmndi:BPMNLabel><dc:Bounds x="1" y="2" width="30" height="14"/></bpmndi:BPMNLabel>';
const inner =
  '<subProcess id="t" name="拆机"><startEvent id="s2"/><task id="t2"/><endEvent id="e2"/></subProcess>';

const kinds: Record<string, Parts> = {
  'a sub-process with a plane of its own': {
    process: line(inner),
    diagrams: plane('p', shape('t')) + plane('t', shape('s2') + shape('t2', label) + shape('e2'), 'd2'),
  },
  'a second plane in one diagram': {
    diagrams: `<bpmndi:BPMNDiagram id="d"><bpmndi:BPMNPlane id="pl" bpmnElement="p">${shape('t')}</bpmndi:BPMNPlane>
      <bpmndi:BPMNPlane id="pl2" bpmnElement="p">${shape('s')}${edge('f1')}</bpmndi:BPMNPlane></bpmndi:BPMNDiagram>`,
  },
  'a drawing of what is not in the file': { drawn: shape('t') + shape('gone', label) + edge('nowhere') },
  'groups, data, notes and their connections': {
    around:
      '<category id="c"><categoryValue id="cv" value="保修期内"/></category><dataStore id="ds" name="备件库"/>',
    process: `${line(
      `<userTask id="t" name="检修"><property id="pr"/><dataInputAssociation id="di"><sourceRef>dor</sourceRef><targetRef>pr</targetRef></dataInputAssociation></userTask>`,
    )}<dataObject id="do"/><dataObjectReference id="dor" name="工单" dataObjectRef="do"><dataState id="dst" name="已填"/></dataObjectReference>
      <dataStoreReference id="dsr" dataStoreRef="ds"/><group id="g" categoryValueRef="cv"/>
      <textAnnotation id="n" textFormat="text/html"><text>先 <b>断电</b><br/> 再开盖</text></textAnnotation>
      <association id="as" sourceRef="t" targetRef="n" associationDirection="One"/>`,
    drawn: ['t', 'dor', 'dsr', 'g', 'n'].map((id) => shape(id, label)).join('') + edge('as') + edge('di'),
  },
  'several pools, lanes and message flows': {
    around: `<collaboration id="co"><participant id="pa" name="客户" processRef="q"/><participant id="pb" name="售后" processRef="p"><participantMultiplicity minimum="1" maximum="2"/></participant>
      <participant id="pc" name="仓库"/><messageFlow id="m" sourceRef="pc" targetRef="t"/></collaboration>
      <process id="q"><task id="qt" name="报修"/></process>`,
    process: `<laneSet id="ls"><lane id="l" name="班组"><flowNodeRef>t</flowNodeRef><childLaneSet id="cl"><lane id="l2"><flowNodeRef>s</flowNodeRef></lane></childLaneSet></lane></laneSet>${line(task)}`,
    diagrams: plane(
      'co',
      ['pa', 'pb', 'pc', 'l', 'l2', 't', 'qt'].map((id) => shape(id)).join('') + edge('m'),
    ),
  },
  'a choreography and a conversation': {
    around: `<choreography id="ch"><participant id="x1" name="甲"/><participant id="x2" name="乙"/><choreographyTask id="ct" initiatingParticipantRef="x1"><participantRef>x1</participantRef><participantRef>x2</participantRef></choreographyTask></choreography>
      <collaboration id="cv"><participant id="y1"/><participant id="y2"/><conversation id="k"><participantRef>y1</participantRef><participantRef>y2</participantRef></conversation><conversationLink id="kl" sourceRef="y1" targetRef="k"/></collaboration>`,
    diagrams:
      plane('p', shape('t')) + plane('ch', shape('ct'), 'd2') + plane('cv', shape('k') + edge('kl'), 'd3'),
  },
  'extensions of other vendors': {
    declared:
      'xmlns:a="http://activiti.org/bpmn" xmlns:v="urn:vendor" xmlns:tns="http://www.jboss.org/drools"',
    process: `${line(
      `<userTask id="t" name="检修" a:candidateGroups="甲" v:colour="红"><documentation><v:rich><v:p>第一段</v:p><v:p>第二段</v:p></v:rich></documentation><extensionElements>
      <v:box at="1"><v:row v:n="2">值</v:row><v:row/></v:box><tns:metaData name="elementname"><tns:metaValue><![CDATA[检修]]></tns:metaValue></tns:metaData></extensionElements><v:stray/></userTask>`,
    )}<v:lonely/><magic power="9"/>`,
  },
  'ids of all bad kinds': {
    around: `<signal id="1 s" name="来电"/><escalation id="2:e" name="升级" escalationCode="E"/><message id="{3F2504E0}" name="回电"/><itemDefinition id="4i"/>`,
    process: `<laneSet id="5 ls"><lane id="6 l" name="班组"><flowNodeRef>7 任务</flowNodeRef></lane></laneSet><startEvent id="s"/>
      <userTask id="7 任务" name="检修"/><boundaryEvent id="8:b" attachedToRef="7 任务"><escalationEventDefinition escalationRef="2:e"/></boundaryEvent>
      <intermediateThrowEvent id="9"><signalEventDefinition signalRef="1 s"/></intermediateThrowEvent><intermediateCatchEvent id=""><messageEventDefinition messageRef="{3F2504E0}"/></intermediateCatchEvent>
      <endEvent id="s"/><property id="10" itemSubjectRef="4i"/><sequenceFlow sourceRef="s" targetRef="7 任务"/><sequenceFlow sourceRef="7 任务" targetRef="9"/>`,
    drawn: shape('7 任务') + shape('9') + shape('8:b'),
  },
  'no namespace and two prefixes for one': {
    declared: 'xmlns:x="urn:tool" xmlns:y="urn:tool"',
    process: line(
      `<userTask id="t" name="检修"><extensionElements><note xmlns=""><line at="1">文字</line></note><x:one/><y:two y:z="1"/></extensionElements></userTask>`,
    ),
  },
  'attributes of jBPM': {
    declared: 'xmlns:drools="http://www.jboss.org/drools"',
    process: line(
      '<task id="t" name="检修" drools:taskName="检修" drools:bgcolor="#fff" selectable="true"/>',
    ),
  },
  'tasks of code': {
    process: line(
      '<serviceTask id="t" name="记账" camunda:class="com.x.Book"><extensionElements><camunda:field name="account" stringValue="42"/></extensionElements></serviceTask>',
    ),
  },
  'what stands twice and may once': {
    process: `<ioSpecification id="io"><inputSet/><outputSet/></ioSpecification><ioSpecification id="io2"><dataInput id="dn"/><inputSet/><outputSet/></ioSpecification>${line(
      '<userTask id="t" name="检修"><extensionElements/><multiInstanceLoopCharacteristics/><standardLoopCharacteristics/></userTask>',
    )}`,
  },
  'another language of expressions': { declared: 'expressionLanguage="http://www.omninet.example/v1"' },
};

test.each(Object.entries(kinds))(
  'every element, shape, attribute and text of a file with %s is in the draft or named',
  async (_kind, parts) => {
    const xml = file(parts);
    const opened = await openForeign(xml, null);
    if (opened.refusal !== null) throw new Error(opened.refusal);
    const report = describeImport(opened, null);
    const gone = [...missing(countElements(xml), countElements(opened.xml)).keys()];
    expect(
      gone.filter((name) => !new RegExp(`[<:]${name}>`).test(report)),
      report,
    ).toEqual([]);
    const kept = saidIn(readXml(opened.xml)).join('\n');
    const unsaid = saidIn(readXml(xml)).filter((text) => !kept.includes(text) && !report.includes(text));
    expect(unsaid, report).toEqual([]);
  },
);

test.each([
  ['GBK declared as UTF-8', 'UTF-8', 'gbk'],
  ['UTF-8 declared as GBK', 'GBK', 'utf8'],
  ['UTF-16 declared as UTF-8', 'UTF-8', 'utf16le'],
] as const)('a text of %s is read and named', (_what, declared, is) => {
  const xml = `<?xml version="1.0" encoding="${declared}"?>${file({})}`;
  const bytes = is === 'gbk' ? inGbk(xml) : Buffer.from(is === 'utf16le' ? `\uFEFF${xml}` : xml, is);
  const decoded = decodeDiagram(bytes);
  expect(decoded.refusal).toBeNull();
  expect(decoded.xml).toContain('name="检修"');
  if (is !== 'utf16le') expect('encoding' in decoded && decoded.encoding).not.toBeNull();
});

/** What attributes and texts say, without ids and references, which the import may rewrite. */
function saidIn(root: Element): string[] {
  const said: string[] = [];
  const open = [root];
  for (let element = open.pop(); element; element = open.pop()) {
    const attributes = Object.entries(element.attributes).filter(
      ([name]) => !/^id$|Ref$|^bpmnElement$|^xmlns/.test(name),
    );
    said.push(...attributes.map(([, value]) => value), ...(/Ref$/.test(element.name) ? [] : [element.text]));
    open.push(...element.children);
  }
  return said.flatMap((text) => text.split(/\s+/)).filter((text) => !/^([\d.]*|(http|urn):.*)$/.test(text));
}

/** The few characters that the file above has. */
function inGbk(text: string): Buffer {
  const codes: Record<string, number[]> = { 维: [0xce, 0xac], 修: [0xd0, 0xde], 检: [0xbc, 0xec] };
  return Buffer.from([...text].flatMap((one) => codes[one] ?? [one.charCodeAt(0)]));
}

test('what is no proper XML is named with its line', async () => {
  const xml = file({ process: line('<userTask id="t" name="检修"\n name="再检"/>') });
  const opened = await openForeign(xml, null);
  expect(opened.refusal === null && describeImport(opened, null)).toMatch(
    /读不懂的写法（第 \d+ 行 <userTask/,
  );
});

test('attributes that must be elements, and prefixes declared as nothing, keep nothing from being written', async () => {
  const declared = 'xmlns:visio="" label="x"';
  const xml = file({
    declared,
    process: line('<userTask id="t" name="检修" documentation="说明"/>'),
  }).replace('<dc:Bounds', '<dc:Bounds visio:z="1"');
  const opened = await openForeign(xml.replace('id="shape t"', 'id="shape t" label="题注"'), null);
  if (opened.refusal !== null) throw new Error(opened.refusal);
  expect(opened.lost.map(({ found }) => found)).toEqual(['属性 documentation="说明"', '属性 label="题注"']);
  expect(opened.xml).toContain(':z="1"');
});
