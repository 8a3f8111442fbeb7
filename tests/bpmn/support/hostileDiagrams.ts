import { boundary, end, exclusive, flow, processXml, start, task, timer } from './diagrams.js';

/** A diagram that would keep a careless reader busy, by what it is. */
export interface HostileDiagram {
  name: string;
  xml: string;
  /** What is said where it is refused; absent: it is only checked. */
  refusal?: RegExp;
}

const times = (count: number, text: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => text(index)).join('');
const chain = (ids: readonly string[]) => times(ids.length - 1, (at) => flow(ids[at]!, ids[at + 1]!));
const names = (count: number, prefix = 't') =>
  Array.from({ length: count }, (_, index) => `${prefix}${index}`);
const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

/** So many tasks one after the other. */
function tasksInARow(count: number): string {
  const ids = names(count);
  return processXml(`${start}${ids.map((id) => task(id)).join('')}${end}${chain(['start', ...ids, 'end'])}`);
}

const only = (attributes: string, content = '') =>
  processXml(`${start}${task('only', attributes, content)}${end}${chain(['start', 'only', 'end'])}`);

/** Gateways with three ways, one behind the other, that all meet again. */
function inclusiveBlocks(count: number): string {
  const blocks = times(count, (at) => {
    const ways = times(3, (way) => {
      const id = `w${at}_${way}`;
      return task(id) + flow(`f${at}`, id, way === 0 ? undefined : 'amount > 1') + flow(id, `j${at}`);
    });
    const [fork, join] = [`f${at}`, `j${at}`];
    const gateways = `<bpmn:inclusiveGateway id="${fork}" default="${fork}_w${at}_0" /><bpmn:inclusiveGateway id="${join}" />`;
    return gateways + ways + flow(at === 0 ? 'start' : `j${at - 1}`, fork);
  });
  return processXml(`${start}${blocks}${end}${flow(`j${count - 1}`, 'end')}`);
}

function parallelWays(count: number): string {
  const ids = names(count);
  const ways = ids.map((id) => task(id) + flow('fork', id) + flow(id, 'join')).join('');
  const gateways = '<bpmn:parallelGateway id="fork" /><bpmn:parallelGateway id="join" />';
  return processXml(`${start}${gateways}${ways}${end}${flow('start', 'fork')}${flow('join', 'end')}`);
}

function nestedSubProcesses(depth: number): string {
  let inner = task('only');
  for (let level = 0; level < depth; level += 1) {
    const [from, to] = [`s${level}`, `e${level}`];
    const within = level === 0 ? 'only' : `p${level - 1}`;
    inner = `<bpmn:subProcess id="p${level}"><bpmn:startEvent id="${from}" />${inner}<bpmn:endEvent id="${to}" />${flow(from, within)}${flow(within, to)}</bpmn:subProcess>`;
  }
  return processXml(`${start}${inner}${end}${chain(['start', `p${depth - 1}`, 'end'])}`);
}

function withLines(points: number, lines: number): string {
  const edges = times(lines, (line) => {
    const bends = times(points, (at) => `<di:waypoint x="${at}" y="${(at * 7919 + line * 31) % 5000}" />`);
    return `<bpmndi:BPMNEdge id="edge${line}" bpmnElement="${line === 0 ? 'start' : `t${line - 1}`}_t${line}">${bends}</bpmndi:BPMNEdge>`;
  });
  const xml = tasksInARow(lines);
  const drawing = `<bpmndi:BPMNDiagram id="d"><bpmndi:BPMNPlane id="p" bpmnElement="test">${edges}</bpmndi:BPMNPlane></bpmndi:BPMNDiagram>`;
  return xml.replace('</bpmn:definitions>', `${drawing}</bpmn:definitions>`);
}

function conditions(count: number, text: (index: number) => string): string {
  const ids = names(count);
  const ways = ids
    .map((id, at) => task(id) + flow('choice', id, escaped(text(at))) + flow(id, 'end'))
    .join('');
  const other = task('other') + flow('choice', 'other') + flow('other', 'end');
  return processXml(`${start}${exclusive('choice', 'other')}${ways}${other}${end}${flow('start', 'choice')}`);
}

const tooMany = (what: string) => new RegExp(`${what}.*不予接受`);

/** The kinds that stopped everybody, and others like them. */
export function hostileDiagrams(): HostileDiagram[] {
  const nots = `${'!('.repeat(4000)}x${')'.repeat(4000)}`;
  const errorEnd = (at: number) =>
    `<bpmn:endEvent id="x${at}"><bpmn:errorEventDefinition errorRef="err" /></bpmn:endEvent>`;
  return [
    {
      name: '100,000 attributes',
      xml: only(times(100_000, (at) => `a${at}="1" `)),
      refusal: tooMany('一段内容.*超过 50000 个字符'),
    },
    {
      name: '300 attributes',
      xml: only(times(300, (at) => `a${at}="1" `)),
      refusal: tooMany('属性超过 200 个'),
    },
    {
      name: '5,000 attributes without values',
      xml: only(times(5000, (at) => `a${at} `)),
      refusal: tooMany('写法不对'),
    },
    {
      name: 'an attribute of 1 MB',
      xml: only(`foo="${'x'.repeat(1_000_000)}"`),
      refusal: tooMany('一段内容.*个字符'),
    },
    {
      name: '20,000 nested extensions',
      xml: only(
        '',
        `<bpmn:extensionElements>${'<camunda:a>'.repeat(20_000)}${'</camunda:a>'.repeat(20_000)}</bpmn:extensionElements>`,
      ),
      refusal: tooMany('嵌套超过 60 层'),
    },
    {
      name: '20,000 nested sub-processes',
      xml: nestedSubProcesses(20_000).slice(0, 2_000_000),
      refusal: tooMany('嵌套超过 60 层'),
    },
    { name: '50 nested sub-processes', xml: nestedSubProcesses(50) },
    { name: '4,000 tasks', xml: tasksInARow(4000), refusal: tooMany('超过 1000 个环节') },
    { name: '990 tasks', xml: tasksInARow(990) },
    {
      name: '50,000 parts',
      xml: only('', '<bpmn:documentation />'.repeat(50_000)),
      refusal: tooMany('超过 20000 个元素'),
    },
    {
      name: '15,000 properties',
      xml: only(
        '',
        `<bpmn:extensionElements><camunda:properties>${'<camunda:property name="a" value="b" />'.repeat(15_000)}</camunda:properties></bpmn:extensionElements>`,
      ),
    },
    { name: '3-way inclusive × 300', xml: inclusiveBlocks(300), refusal: tooMany('超过 1000 个环节') },
    { name: '3-way inclusive × 190', xml: inclusiveBlocks(190) },
    { name: '900 parallel ways', xml: parallelWays(900) },
    {
      name: '900 boundary timers on one task',
      xml: processXml(
        `${start}${task('only')}${end}${chain(['start', 'only', 'end'])}${times(
          900,
          (at) => boundary(`b${at}`, 'only', false, timer('timeDuration', 'PT1H')) + flow(`b${at}`, 'end'),
        )}`,
      ),
    },
    {
      name: '900 error ends',
      xml: processXml(
        `${start}<bpmn:parallelGateway id="fork" />${flow('start', 'fork')}${times(900, (at) => errorEnd(at) + flow('fork', `x${at}`))}`,
      ).replace('<bpmn:process ', '<bpmn:error id="err" errorCode="e" /><bpmn:process '),
    },
    {
      name: '1,936 links of all with all',
      xml: processXml(
        `${start}${times(44, (at) => task(`t${at}`) + times(44, (to) => flow(`t${at}`, `t${to}`)))}`,
      ),
    },
    { name: 'a line of 8,000 bends', xml: withLines(7990, 1) },
    { name: '20,000 bends', xml: withLines(200, 100), refusal: tooMany('超过 8000 个拐点') },
    { name: '100 lines that cross everywhere', xml: withLines(79, 100) },
    { name: '!(!(… as JUEL', xml: only(`camunda:assignee="\${${nots}}"`) },
    { name: 'JUEL of 9,000 terms', xml: only(`camunda:assignee="\${${'a+'.repeat(9000)}a}"`) },
    {
      name: '100 long conditions',
      xml: conditions(100, () => 'amount > 1 and '.repeat(600).concat('amount > 2')),
      refusal: tooMany('合计超过 100000 个字符'),
    },
    {
      name: '10 long conditions',
      xml: conditions(10, () => 'amount > 1 and '.repeat(600).concat('amount > 2')),
    },
    {
      name: '900 conditions with unknown names',
      xml: conditions(900, (at) => times(6, (n) => `unknown${at}x${n} + `).concat('1 > 0')),
    },
    {
      name: '1,900 groups that nobody knows',
      xml: only(`camunda:candidateGroups="${times(1900, (at) => `g${at},`)}"`.replace('only', '')),
    },
    {
      name: 'an id in Chinese that never ends',
      xml: `<?xml version="1.0"?><a id="${'长'.repeat(600_000)}`,
      refusal: tooMany('一段内容'),
    },
  ];
}
