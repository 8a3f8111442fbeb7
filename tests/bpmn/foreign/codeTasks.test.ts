import { expect, test } from 'vitest';
import { importQuestions } from '../../../src/bpmn/foreign/importReport.js';
import { openForeign } from '../../../src/bpmn/foreign/openForeign.js';
import { parseDiagram } from '../../../src/bpmn/parseDiagram.js';
import { definitions } from '../support/bpmnXml.js';

const flows =
  '<bpmn:sequenceFlow id="f" sourceRef="a" targetRef="b"/><bpmn:sequenceFlow id="g" sourceRef="b" targetRef="c"/><bpmn:sequenceFlow id="h" sourceRef="c" targetRef="e"/>';
const file = definitions(`<bpmn:process id="test" name="测试" isExecutable="true"><bpmn:startEvent id="a"/>
  <bpmn:serviceTask id="b" name="归档" camunda:class="com.acme.Archive"/>
  <bpmn:scriptTask id="c" name="算价" scriptFormat="groovy"><bpmn:script>price = 2 * 3</bpmn:script></bpmn:scriptTask>
  <bpmn:endEvent id="e"/>${flows}</bpmn:process><bpmn:process id="other" name="客户"><bpmn:task id="x"/></bpmn:process>`);

async function questionsOf(xml: string) {
  const { context } = await parseDiagram(xml);
  if (!context) throw new Error('the diagram can not be read');
  return importQuestions(context);
}

test('tasks of code are asked about one by one, each with what it did', async () => {
  const questions = await questionsOf(file);
  expect(questions.map(({ elementId, mend }) => [elementId, mend])).toEqual([
    ['other', { kind: 'runProcess', label: '改为执行「客户」', id: 'other' }],
    ['b', { kind: 'workByPerson', label: '改为由人办理', did: 'Java 类 com.acme.Archive' }],
    ['c', { kind: 'workByPerson', label: '改为由人办理', did: '脚本语言 groovy；脚本 price = 2 * 3' }],
  ]);
});

test.each([
  [{ person: true }, /<bpmn:userTask id="b" name="归档">/, '用户任务'],
  [
    { topic: 'topic' },
    /<bpmn:serviceTask id="b" name="归档" camunda:type="external" camunda:topic="topic">/,
    '服务 topic',
  ],
] as const)(
  'all of them become work of %j at once, and what each did stays in it',
  async (worker, task, now) => {
    const opened = await openForeign(file, null, worker);
    if (opened.refusal !== null) throw new Error(opened.refusal);
    expect(opened.xml).toMatch(task);
    expect(opened.xml).toContain('原来由程序做：Java 类 com.acme.Archive');
    expect(opened.xml).toContain('原来由程序做：脚本语言 groovy；脚本 price = 2 * 3');
    expect(opened.xml).not.toMatch(/camunda:class|scriptFormat/);
    expect(opened.translated).toContainEqual({
      elementId: 'c',
      elementName: '算价',
      found: '由程序做的任务（脚本语言 groovy；脚本 price = 2 * 3）',
      replacement: now,
    });
    expect((await questionsOf(opened.xml)).map(({ elementId }) => elementId)).toEqual(['other']);
  },
);
