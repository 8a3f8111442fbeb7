import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { newDiagram } from '../../src/bpmn/newDiagram.js';
import { parseDiagram } from '../../src/bpmn/parseDiagram.js';
import { checkStyle } from '../../src/bpmn/style/checkStyle.js';

const folder = join(import.meta.dirname, '../../processes');
const files = readdirSync(folder).filter((name) => name.endsWith('.bpmn'));
const read = (file: string) => readFileSync(join(folder, file), 'utf8');
const remote = read('remote-service.bpmn');

async function styleOf(xml: string) {
  const { context } = await parseDiagram(xml);
  if (!context) throw new Error('the diagram can not be read');
  return checkStyle(context);
}

test.each(files)('the delivered process %s breaks no style rule', async (file) => {
  expect(await styleOf(read(file))).toEqual([]);
});

const edgeOf = (id: string) =>
  new RegExp(`(<bpmndi:BPMNEdge id="${id}Edge"[^>]*>)[\\s\\S]*?(</bpmndi:BPMNEdge>)`);
const line = (...points: [number, number][]) =>
  points.map(([x, y]) => `<di:waypoint x="${x}" y="${y}" />`).join('');
const box = (id: string) => new RegExp(`(bpmnElement="${id}"[^>]*>\\s*)<dc:Bounds[^>]*>`);

describe('the style check finds, with a proposed fix,', () => {
  test.each<[string, (xml: string) => string, string, RegExp, unknown]>([
    [
      'an end without a name',
      (xml) => xml.replace('id="serviceCompleted" name="服务完结"', 'id="serviceCompleted"'),
      'serviceCompleted',
      /^事件没有名称/,
      { kind: 'rename', name: '结束' },
    ],
    [
      'a lane without a name',
      (xml) =>
        xml.replace('<bpmn:lane id="laneServiceDesk" name="接单员">', '<bpmn:lane id="laneServiceDesk">'),
      'laneServiceDesk',
      /^泳道没有名称/,
      null,
    ],
    [
      'a decision that does not say what is asked',
      (xml) => xml.replace('id="solved" name="是否解决？"', 'id="solved"'),
      'solved',
      /没有写明要判断什么/,
      null,
    ],
    [
      'a way out without a label',
      (xml) =>
        xml.replace(
          'id="customerConfirmsToRemoteGuidance" name="否，继续指导"',
          'id="customerConfirmsToRemoteGuidance"',
        ),
      'customerConfirmsToRemoteGuidance',
      /网关「客户确认？」通往「远程指导服务」的出口/,
      { kind: 'rename', name: '其他' },
    ],
    [
      'a task that says nothing of what is to be done',
      (xml) =>
        xml.replace(
          /(<bpmn:userTask id="feedback"[^>]*>)\s*<bpmn:documentation>[^<]*<\/bpmn:documentation>/,
          '$1',
        ),
      'feedback',
      /^没有说明/,
      null,
    ],
    [
      'two tasks of one name',
      (xml) => xml.replace('name="反馈结果与记录"', 'name="远程指导服务"'),
      'feedback',
      /同名/,
      null,
    ],
    [
      'a step that is not drawn',
      (xml) => xml.replace(/<bpmndi:BPMNShape id="feedbackShape"[\s\S]*?<\/bpmndi:BPMNShape>/, ''),
      'feedback',
      /^没有画在图上/,
      { kind: 'layout' },
    ],
    [
      'a step that lies on another',
      (xml) => xml.replace(box('feedback'), '$1<dc:Bounds x="1330" y="400" width="140" height="80" />'),
      'confirmWithCustomer',
      /^与「反馈结果与记录」重叠/,
      { kind: 'move', dx: -170, dy: 0 },
    ],
    [
      'a line through a step',
      (xml) => xml.replace(edgeOf('solvedToFeedback'), `$1${line([846, 770], [1366, 420], [1106, 770])}$2`),
      'solvedToFeedback',
      /^连线穿过「与客户确认服务完结」/,
      { kind: 'reroute' },
    ],
    [
      'lines that cross',
      (xml) =>
        xml.replace(
          edgeOf('solvedToFeedback'),
          `$1${line([846, 770], [1106, 560], [1400, 560], [1106, 770])}$2`,
        ),
      'feedbackToConfirmWithCustomer',
      /^连线「反馈结果与记录 → 与客户确认服务完结」与连线「已解决」交叉/,
      { kind: 'reroute' },
    ],
  ])('%s', async (_what, change, elementId, message, mend) => {
    const xml = change(remote);
    expect(xml, 'the edit must change something').not.toBe(remote);
    const found = (await styleOf(xml)).find(
      (problem) => problem.elementId === elementId && message.test(problem.message),
    );
    expect(found).toMatchObject({ mend: mend === null ? null : expect.objectContaining(mend as object) });
  });

  test('a gateway that decides nothing, which can be taken away', async () => {
    const xml = newDiagram('x', '某流程')
      .replace(
        '<bpmn:endEvent',
        '<bpmn:exclusiveGateway id="g" name="？"><bpmn:incoming>toEnd</bpmn:incoming></bpmn:exclusiveGateway><bpmn:sequenceFlow id="on" sourceRef="g" targetRef="end" /><bpmn:endEvent',
      )
      .replace('targetRef="end" />', 'targetRef="g" />');
    const problems = await styleOf(xml);
    expect(problems).toContainEqual(
      expect.objectContaining({ elementId: 'g', mend: { kind: 'removeElement', label: '去掉网关' } }),
    );
  });
});
