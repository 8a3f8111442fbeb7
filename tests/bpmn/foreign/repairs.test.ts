import { describe, expect, it, test } from 'vitest';
import { checkDefinition } from '../../../src/bpmn/checkDefinition.js';
import { decodeDiagram } from '../../../src/bpmn/foreign/decodeDiagram.js';
import { describeImport } from '../../../src/bpmn/foreign/describeImport.js';
import { type OpenedDiagram, openForeign } from '../../../src/bpmn/foreign/openForeign.js';
import { parseDiagram } from '../../../src/bpmn/parseDiagram.js';
import { known } from '../support/diagrams.js';

const bpmn = 'http://www.omg.org/spec/BPMN/20100524/MODEL';
const drawing = `xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC"`;
const xsi = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"';
const camunda = 'xmlns:camunda="http://camunda.org/schema/1.0/bpmn"';

/** A file whose default namespace is BPMN's. */
const file = (process: string, { declared = '', around = '', drawn = shape('b') } = {}) =>
  `<definitions xmlns="${bpmn}" ${drawing} ${xsi} ${camunda} ${declared} targetNamespace="urn:x">${around}
  <process id="p" name="维修" isExecutable="true">${process}</process>
  <bpmndi:BPMNDiagram id="d"><bpmndi:BPMNPlane id="pl" bpmnElement="p">${drawn}</bpmndi:BPMNPlane></bpmndi:BPMNDiagram>
</definitions>`;
const shape = (id: string) =>
  `<bpmndi:BPMNShape id="shape-of-b" bpmnElement="${id}"><dc:Bounds x="1" y="2" width="100" height="80"/></bpmndi:BPMNShape>`;
const task = (id: string, content = '') =>
  `<userTask id="${id}" name="检修" camunda:formKey="form" camunda:candidateGroups="group">${content}</userTask>`;
const line = (id: string, content = '') =>
  `<startEvent id="a"/>${task(id, content)}<endEvent id="c"/><sequenceFlow id="f" sourceRef="a" targetRef="${id}"/><sequenceFlow id="g" sourceRef="${id}" targetRef="c"/>`;

async function open(xml: string): Promise<OpenedDiagram> {
  const opened = await openForeign(xml, null);
  if (opened.refusal !== null) throw new Error(opened.refusal);
  return opened;
}
const idOf = async (xml: string, type: string) => {
  const { context } = await parseDiagram(xml);
  return Object.values(context?.elementsById ?? {})
    .filter(({ $type }) => $type === type)
    .map(({ id }) => id);
};
const problemsIn = async (xml: string) =>
  (await checkDefinition(xml, known)).problems.map(({ message }) => message);

describe('ids that can not stay get others, with every reference', () => {
  test.each([
    ['a blank', 'my task', 'my_task'],
    ['a colon', 'x:task', 'x_task'],
    ['a digit first', '1task', '_1task'],
    ['a GUID in braces', '{3F2504E0-4F89}', '_3F2504E0-4F89'],
    ['other letters', '检修', 'id'],
  ])('%s', async (_what, id, now) => {
    const opened = await open(file(line(id), { drawn: shape(id) }));
    expect(opened.translated).toContainEqual({
      elementId: now,
      elementName: '检修',
      found: `编号「${id}」`,
      replacement: now,
    });
    expect(opened.lost).toEqual([]);
    expect(await idOf(opened.xml, 'bpmn:UserTask')).toEqual([now]);
    expect(opened.xml).toContain(`bpmnElement="${now}"`);
    expect(await problemsIn(opened.xml)).toEqual([]);
  });

  test('an id that another has: each keeps its own references', async () => {
    const messages = '<message id="b" name="回电"/>';
    const xml = file(
      `${line('b')}<intermediateCatchEvent id="w"><messageEventDefinition messageRef="b"/></intermediateCatchEvent>`,
      {
        around: messages,
      },
    );
    const opened = await open(xml);
    expect(opened.translated.map(({ found, replacement }) => [found, replacement])).toEqual([
      ['编号「b」', 'b_2'],
    ]);
    expect(opened.xml).toMatch(/<message id="b"[^>]*>/);
    expect(opened.xml).toMatch(/messageRef="b"/);
    expect(opened.xml).toMatch(/sourceRef="a" targetRef="b_2"/);
    expect(opened.xml).toContain('bpmnElement="b_2"');
  });

  test('of signals, escalations, errors, items, lanes and called processes', async () => {
    const around = `<signal id="1s" name="s"/><escalation id="1e" name="e"/><error id="1r" name="r"/><itemDefinition id="1i"/>
      <process id="1p"><task id="x"/></process>`;
    const process = `<laneSet id="1ls"><lane id="1l" name="班组"><flowNodeRef> 1b </flowNodeRef></lane></laneSet>
      ${line('1b')}<property id="y" itemSubjectRef="q:1i"/><callActivity id="1c" calledElement="1p"/>
      <intermediateThrowEvent id="t"><signalEventDefinition id="1sd" signalRef="1s"/></intermediateThrowEvent>
      <endEvent id="u"><escalationEventDefinition escalationRef="1e"/></endEvent><endEvent id="v"><errorEventDefinition errorRef="1r"/></endEvent>`;
    const { xml, lost } = await open(file(process, { around, drawn: shape('1b') }));
    for (const reference of [
      'signalRef="_1s"',
      'escalationRef="_1e"',
      'errorRef="_1r"',
      'itemSubjectRef="_1i"',
    ])
      expect(xml).toContain(reference);
    expect(xml).toContain('<flowNodeRef>_1b</flowNodeRef>');
    expect(xml).toContain('calledElement="_1p"');
    expect(lost).toEqual([]);
  });

  test('texts and expressions are never rewritten', async () => {
    const condition =
      '<conditionExpression xsi:type="tFormalExpression">level = "普通" and id="检修"</conditionExpression>';
    const process = `<startEvent id="a"/><exclusiveGateway id="普通" default="h"/>${task('检修')}<endEvent id="c"/>
      <sequenceFlow id="f" sourceRef="a" targetRef="普通"/><sequenceFlow id="g" sourceRef="普通" targetRef="检修">${condition}</sequenceFlow>
      <sequenceFlow id="h" sourceRef="普通" targetRef="c"/><sequenceFlow id="i" sourceRef="检修" targetRef="c"/>`;
    const { xml } = await open(file(process, { drawn: shape('检修') }));
    expect(xml).toContain('level = "普通" and id="检修"');
    expect(xml).toContain('name="检修"');
  });
});

describe('what can not be kept is named', () => {
  test('references to nothing', async () => {
    const process = line('b').replace('targetRef="c"', 'targetRef="nowhere"');
    const opened = await open(file(process));
    expect(opened.lost).toEqual([
      {
        elementId: 'g',
        elementName: null,
        found: 'targetRef 引用的「nowhere」不在文件里',
        replacement: null,
      },
    ]);
    expect(describeImport(opened, null)).toContain(
      '未能保留 1 处：\n「g」targetRef 引用的「nowhere」不在文件里',
    );
    expect(await problemsIn(opened.xml)).toContain('连线的起点或终点不是流程中的环节。');
  });

  test('elements that BPMN does not have, text that stands nowhere, a second of what there is one', async () => {
    const process = `${line('b', '<magic/>多余的文字')}<ioSpecification><inputSet id="i"/><outputSet id="o"/></ioSpecification><ioSpecification id="second"/>`;
    const { lost, xml } = await open(file(process));
    expect(lost.map(({ elementId, found }) => `${elementId}: ${found}`)).toEqual([
      'p: 第二个 <ioSpecification>',
      'b: <magic>',
      'b: 文字「多余的文字」',
    ]);
    expect(xml).toContain('<inputSet id="i"');
  });

  test('extensions of another tool that stand beside the extensions are put there', async () => {
    const process = line(
      'b',
      '<x:note xmlns:x="urn:x">一</x:note><extensionElements/><extensionElements><x:note xmlns:x="urn:x">二</x:note></extensionElements>',
    );
    const { lost, translated, xml } = await open(file(process));
    expect(lost).toEqual([]);
    expect(translated.map(({ found, replacement }) => `${found} ${replacement}`)).toEqual([
      '<x:note> 移到扩展内容里',
      '第二个 <extensionElements> 与第一个合并',
    ]);
    expect(xml.match(/<x:note[^>]*>[一二]<\/x:note>/g)).toHaveLength(2);
  });
});

describe('namespaces', () => {
  const kept = async (xml: string, pattern: RegExp) => {
    const opened = await open(xml);
    expect(opened.lost).toEqual([]);
    expect(opened.xml).toMatch(pattern);
    const again = await open(opened.xml);
    expect([again.translated, again.lost]).toEqual([[], []]);
    expect(await problemsIn(opened.xml)).toEqual([]);
  };

  test('of another tool under a prefix that everybody knows', async () => {
    const xml = file(line('b').replace('<startEvent', '<startEvent di:colour="red"'), {
      declared: 'xmlns:di="http://other-tool.example/di"',
    });
    await kept(
      xml,
      /xmlns:(\w+)="http:\/\/other-tool.example\/di"[\s\S]*<bpmn:startEvent[^>]* \1:colour="red"/,
    );
  });

  test('none, within extensions', async () => {
    const inside = '<extensionElements><note xmlns=""><line at="1">文字</line></note></extensionElements>';
    await kept(file(line('b', inside)), /<note>\s*<line at="1">文字<\/line>\s*<\/note>/);
  });

  test('one under two prefixes', async () => {
    const inside = '<extensionElements><x:one/><y:two/></extensionElements>';
    const declared = 'xmlns:x="urn:tool" xmlns:y="urn:tool"';
    await kept(
      file(line('b', inside).replace('<endEvent', '<endEvent y:z="1"'), { declared }),
      /<x:two ?\/>[\s\S]*x:z="1"/,
    );
  });

  test('a prefix that nobody declared', async () => {
    await kept(
      file(line('b', '<extensionElements><gone:part size="3"/></extensionElements>')),
      /<gone:part size="3" ?\/>/,
    );
  });

  test('attributes of jBPM are no references to what is missing', async () => {
    const xml = file(line('b').replace('<startEvent', '<startEvent bgcolor="#fff" selectable="true"'));
    await kept(xml, /<startEvent[^>]* bgcolor="#fff"/);
  });
});

test('sequence flows without ids get them in the file, so that the editor can draw them', async () => {
  const { xml, translated } = await open(file(line('b').replaceAll(/ id="[fg]"/g, '')));
  expect(translated.map(({ found, replacement }) => `${found} ${replacement}`)).toEqual([
    '2 个 SequenceFlow 没有编号 sequenceFlow_1 起逐个编号',
  ]);
  expect(xml).toMatch(/<sequenceFlow id="sequenceFlow_1" sourceRef="a"/);
});

describe('a declaration that lies about the encoding', () => {
  const text = (encoding: string) =>
    `<?xml version="1.0" encoding="${encoding}"?><a name="现场维修服务流程"/>`;
  const gbk = Buffer.concat([
    Buffer.from('<?xml version="1.0" encoding="UTF-8"?><a name="'),
    Buffer.from([0xcf, 0xd6, 0xb3, 0xa1, 0xce, 0xac, 0xd0, 0xde]),
    Buffer.from('"/>'),
  ]);

  it('UTF-8 declared as GBK is read as UTF-8', () => {
    expect(decodeDiagram(Buffer.from(text('GBK')))).toEqual({
      xml: text('UTF-8'),
      refusal: null,
      encoding: 'UTF-8',
    });
  });

  it('GBK declared as UTF-8 is read as GBK', () => {
    expect(decodeDiagram(gbk)).toEqual({
      xml: '<?xml version="1.0" encoding="UTF-8"?><a name="现场维修"/>',
      refusal: null,
      encoding: 'GB18030',
    });
  });

  it('Latin-1 declared as UTF-8 is refused, not read as Chinese', () => {
    const latin = Buffer.from('<?xml version="1.0" encoding="UTF-8"?><a name="Prüfung für Öl"/>', 'latin1');
    expect(decodeDiagram(latin).refusal).toMatch(/不符合它声明的编码/);
  });
});

describe('a file without a drawing', () => {
  const undrawn = file(line('b')).replace(/<bpmndi:BPMNDiagram[\s\S]*<\/bpmndi:BPMNDiagram>/, '');

  test('is laid out', async () => {
    const opened = await open(undrawn);
    expect(opened).toMatchObject({ hasDrawing: false, isLaidOut: true, lost: [] });
    expect(describeImport(opened, null)).toContain('文件里没有图形，已自动排版。');
    expect(await idOf(opened.xml, 'bpmndi:BPMNShape')).toHaveLength(3);
    expect(await idOf(opened.xml, 'bpmndi:BPMNEdge')).toHaveLength(2);
    expect(await problemsIn(opened.xml)).toEqual([]);
  });

  test('and can not be laid out says so', async () => {
    const opened = await open(undrawn.replace('<endEvent', '<sequenceFlow id="h" targetRef="c"/><endEvent'));
    expect(opened).toMatchObject({ hasDrawing: false, isLaidOut: false });
    expect(describeImport(opened, null)).toContain('也不能自动排版');
  });
});
