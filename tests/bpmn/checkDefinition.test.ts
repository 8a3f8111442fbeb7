import { describe, expect, it } from 'vitest';
import { checkDefinition } from '../../src/bpmn/checkDefinition.js';
import { definitions } from './support/bpmnXml.js';
import {
  around,
  boundary,
  end,
  exclusive,
  flow,
  known,
  problemsOf,
  processXml,
  start,
  task,
  timer,
} from './support/diagrams.js';

const sound = around(task('only'));

describe('a sound diagram', () => {
  it('has no problems and describes its elements', async () => {
    const checked = await checkDefinition(sound, known);
    expect(checked.problems).toEqual([]);
    expect(checked).toMatchObject({ key: 'test', name: '测试流程', formKeys: ['form'], startFormKey: null });
    expect(checked.elements.map(({ id }) => id)).toEqual([
      'test',
      'start',
      'only',
      'end',
      'start_only',
      'only_end',
    ]);
    expect(checked.elements[2]).toMatchObject({
      type: 'bpmn:UserTask',
      name: '任务only',
      formKey: 'form',
      parentId: null,
    });
  });
});

describe('hostile text is refused before it is parsed', () => {
  const prolog = '<?xml version="1.0" encoding="UTF-8"?>';
  const hostile: [string, string, RegExp][] = [
    ['U+0000', sound.replace('name="', 'name="&#0;'), /无效的字符/],
    ['half a surrogate pair', sound.replace('name="', 'name="&#xD83D;'), /无效的字符/],
    ['DOCTYPE', sound.replace(prolog, `${prolog}<!DOCTYPE a SYSTEM "file:///etc/passwd">`), /DOCTYPE/],
    ['entities', sound.replace(prolog, `${prolog}<!doctype a [<!ENTITY b "c">]>`), /ENTITY/],
    ['another encoding', sound.replace('UTF-8', 'GB2312'), /只接受 UTF-8/],
    ['an oversized file', `${sound}<!--${'长'.repeat(800_000)}-->`, /2 MB/],
    ['no XML', 'hello', /不是可读的/],
    ['an empty file', '', /不是可读的/],
    ['a broken file', sound.slice(0, -60), /不是可读的|读不懂/],
    ['a NUL', sound.replace('任务only', '任务\0'), /无效的字符/],
  ];
  it.each(hostile)('%s', async (_name, xml, message) => {
    const { problems, source } = await checkDefinition(xml, known);
    expect(problems.map((problem) => problem.message).join()).toMatch(message);
    expect(source).toBe('');
  });
});

const loop = (attributes: string, content = '') =>
  `<bpmn:multiInstanceLoopCharacteristics ${attributes}>${content}</bpmn:multiInstanceLoopCharacteristics>`;
const extension = (content: string) => `<bpmn:extensionElements>${content}</bpmn:extensionElements>`;
const ruled = (properties: Record<string, string>) =>
  task(
    'only',
    '',
    `<bpmn:extensionElements><camunda:properties>${Object.entries(properties)
      .map(([name, value]) => `<camunda:property name="${name}" value="${value}" />`)
      .join('')}</camunda:properties></bpmn:extensionElements>`,
  );

const service = (attributes: string, content = '') =>
  `<bpmn:serviceTask id="only" name="服务" ${attributes}>${content}</bpmn:serviceTask>`;
const decision = (flows: string, fallback?: string) =>
  processXml(
    `${start}${task('a')}${task('b')}${end}${exclusive('x', fallback)}${flow('start', 'x')}${flow('a', 'end')}${flow('b', 'end')}${flows}`,
  );
const withBoundary = (event: string) =>
  processXml(
    `${start}${task('only')}${event}${task('late')}${end}${flow('start', 'only')}${flow('only', 'end')}${flow('timer', 'late')}${flow('late', 'end')}`,
  );

const inclusive = (id: string) => `<bpmn:inclusiveGateway id="${id}" />`;
const handlerStart = (event: string, interrupting = true) =>
  `<bpmn:startEvent id="s1" isInterrupting="${interrupting}">${event}</bpmn:startEvent>`;
const withHandler = (begin: string, more = '', finish = '<bpmn:endEvent id="s2" />') =>
  processXml(
    `${start}${task('only')}${end}${flow('start', 'only')}${flow('only', 'end')}<bpmn:subProcess id="s" triggeredByEvent="true">${begin}${finish}${flow('s1', 's2')}</bpmn:subProcess>${more}`,
  );

const refused: [string, string, string, RegExp][] = [
  [
    'a script task',
    around('<bpmn:scriptTask id="only" scriptFormat="js"><bpmn:script>1</bpmn:script></bpmn:scriptTask>'),
    'only',
    /脚本任务/,
  ],
  ['a manual task', around('<bpmn:manualTask id="only" />'), 'only', /手工任务/],
  ['a task without a type', around('<bpmn:task id="only" />'), 'only', /用户任务/],
  [
    'a misspelt property',
    around(ruled({ excludePerfomerOf: 'only' })),
    'only',
    /没有名为「excludePerfomerOf」的属性，它不起作用，是不是「excludePerformerOf」。/,
  ],
  [
    'a property that nothing reads',
    around(ruled({ colour: 'red' })),
    'only',
    /没有名为「colour」的属性，它不起作用，请删除。/,
  ],
  [
    'a property with a misspelt value',
    around(ruled({ timeBasis: 'workng' })),
    'only',
    /属性「timeBasis」的值「workng」不对，可用的有：「working」「clock」。/,
  ],
  [
    'separation of duties from a step that is gone',
    around(ruled({ excludePerformerOf: 'start,vanished' })),
    'only',
    /职责分离写的环节「vanished」已不在图中/,
  ],
  ['a complex gateway', around('<bpmn:complexGateway id="only" />'), 'only', /复杂网关/],
  ['an unknown element', around('<bpmn:magicTask id="only" />'), '', /读不懂/],
  [
    'what another engine would do',
    around(
      task('only', '', extension('<flowable:taskListener xmlns:flowable="http://flowable.org/bpmn" />')),
    ),
    'only',
    /「flowable:taskListener」在这里不执行/,
  ],
  [
    'an import',
    definitions('<bpmn:import namespace="urn:x" location="http://evil" importType="bpmn" />').replace(
      '</bpmn:definitions>',
      `${sound.match(/<bpmn:process[\s\S]*<\/bpmn:process>/)?.[0]}</bpmn:definitions>`,
    ),
    'definitions',
    /引用外部文件/,
  ],
  ['a way back to nowhere', around(ruled({ returnTo: 'only, nowhere' })), 'only', /「nowhere」不存在/],
  ['a way of going back that is none', around(ruled({ returnMode: 'twice' })), 'only', /退回方式「twice」/],
  [
    'a choice for what is no task',
    around(ruled({ choosesPerformerOf: 'end' })),
    'only',
    /「end」不是用户任务/,
  ],
  ['a vote of one', around(ruled({ voteField: 'agrees' })), 'only', /只能用在多实例/],
  [
    'votes counted without a vote',
    around(
      task(
        'only',
        '',
        loop(
          '',
          '<bpmn:loopCardinality>3</bpmn:loopCardinality><bpmn:completionCondition>numberOfApprovals &gt;= 2</bpmn:completionCondition>',
        ),
      ),
    ),
    'only',
    /没有指定表决字段/,
  ],
  ['a Java class', around(service('camunda:class="a.B"')), 'only', /camunda:class/],
  [
    'a delegate expression',
    around(service('camunda:topic="topic" camunda:delegateExpression="${a}"')),
    'only',
    /camunda:delegateExpression/,
  ],
  [
    'an expression',
    around(service('camunda:topic="topic" camunda:expression="${a()}"')),
    'only',
    /camunda:expression/,
  ],
  [
    'an implementation',
    around(service('camunda:topic="topic" implementation="${environment.services.a}"')),
    'only',
    /implementation/,
  ],
  [
    'a connector',
    around(
      service(
        'camunda:topic="topic"',
        extension('<camunda:connector><camunda:connectorId>http</camunda:connectorId></camunda:connector>'),
      ),
    ),
    'only',
    /连接器/,
  ],
  [
    'an execution listener',
    around(task('only', '', extension('<camunda:executionListener event="start" class="a.B" />'))),
    'only',
    /执行监听器/,
  ],
  [
    'a task listener',
    around(task('only', '', extension('<camunda:taskListener event="create" class="a.B" />'))),
    'only',
    /任务监听器/,
  ],
  [
    'a script parameter',
    around(
      service(
        'camunda:topic="topic"',
        extension(
          '<camunda:inputOutput><camunda:inputParameter name="a"><camunda:script scriptFormat="js">1</camunda:script></camunda:inputParameter></camunda:inputOutput>',
        ),
      ),
    ),
    'only',
    /脚本/,
  ],
  ['a service without a topic', around(service('')), 'only', /没有指定服务/],
  ['an unknown topic', around(service('camunda:topic="nobody"')), 'only', /服务「nobody」不存在/],
  [
    'an unknown form',
    around(task('only').replace('formKey="form"', 'formKey="nothing"')),
    'only',
    /表单「nothing」不存在/,
  ],
  [
    'a user task without a form',
    around(task('only').replace('camunda:formKey="form"', '')),
    'only',
    /没有指定表单/,
  ],
  ['a user task without a name', around(task('only').replace('name="任务only"', '')), 'only', /没有名称/],
  [
    'an unknown group',
    around(task('only').replace('Groups="group"', 'Groups="group, nobody"')),
    'only',
    /候选组「nobody」不存在/,
  ],
  [
    'an action that there is not',
    around(
      task('only').replace(
        '</bpmn:userTask>',
        '<bpmn:extensionElements><camunda:properties><camunda:property name="actions" value="copy, forward" /></camunda:properties></bpmn:extensionElements></bpmn:userTask>',
      ),
    ),
    'only',
    /操作「forward」不存在，可用的有：reassign、copy/,
  ],
  [
    'a rule that there is not',
    around(
      task('only').replace(
        '</bpmn:userTask>',
        '<bpmn:extensionElements><camunda:properties><camunda:property name="rules" value="R9, R99" /></camunda:properties></bpmn:extensionElements></bpmn:userTask>',
      ),
    ),
    'only',
    /规则「R99」不存在，可用的有：R3、R9/,
  ],
  [
    'a rule on a gateway, separated by a space',
    around(
      '<bpmn:exclusiveGateway id="only"><bpmn:extensionElements><camunda:properties><camunda:property name="rules" value="R3 R9" /></camunda:properties></bpmn:extensionElements></bpmn:exclusiveGateway>',
    ),
    'only',
    /规则「R3 R9」不存在.*用英文逗号分开/,
  ],
  [
    'a user task for nobody',
    around(task('only').replace('camunda:candidateGroups="group"', '')),
    'only',
    /没有候选组/,
  ],
  [
    'a call of itself',
    around('<bpmn:callActivity id="only" calledElement="test" />'),
    'only',
    /不能调用自己/,
  ],
  [
    'a call of an unknown process',
    around('<bpmn:callActivity id="only" calledElement="nothing" />'),
    'only',
    /「nothing」不存在/,
  ],
  [
    'a called process by expression',
    around('<bpmn:callActivity id="only" calledElement="${a}" />'),
    'only',
    /不能是表达式/,
  ],
  [
    'a bad attribute expression',
    around(task('only', 'camunda:assignee="${1 +}"')),
    'only',
    /不是正确的 FEEL/,
  ],
  [
    'an expression in the middle of text',
    around(task('only', 'camunda:assignee="a${b}"')),
    'only',
    /占满整个属性/,
  ],
  ['a bad due date', around(task('only', 'camunda:dueDate="tomorrow"')), 'only', /到期时间不对/],
  [
    'a bad duration',
    withBoundary(boundary('timer', 'only', true, timer('timeDuration', '24 hours'))),
    'timer',
    /不符合 ISO 8601/,
  ],
  [
    'a bad cycle',
    withBoundary(boundary('timer', 'only', false, timer('timeCycle', 'PT1H'))),
    'timer',
    /周期/,
  ],
  [
    'a boundary event on nothing',
    withBoundary(`<bpmn:boundaryEvent id="timer">${timer('timeDuration', 'PT1H')}</bpmn:boundaryEvent>`),
    'timer',
    /没有附着/,
  ],
  [
    'a boundary event on a gateway',
    processXml(
      `${start}${exclusive('only')}${boundary('timer', 'only', true, timer('timeDuration', 'PT1H'))}${end}${flow('start', 'only')}${flow('only', 'end')}${flow('timer', 'end')}`,
    ),
    'timer',
    /只能附着/,
  ],
  [
    'a signal boundary event',
    withBoundary(boundary('timer', 'only', true, '<bpmn:signalEventDefinition />')),
    'timer',
    /信号/,
  ],
  [
    'compensation',
    withBoundary(boundary('timer', 'only', true, '<bpmn:compensateEventDefinition />')),
    'timer',
    /补偿/,
  ],
  [
    'a bad condition',
    decision(flow('x', 'a', 'amount &gt;') + flow('x', 'b'), 'b'),
    'x_a',
    /不是正确的 FEEL/,
  ],
  ['two equals signs', decision(flow('x', 'a', 'a == 1') + flow('x', 'b'), 'b'), 'x_a', /一个等号/],
  [
    'a condition in another language',
    decision(
      `${flow('x', 'a', '1').replace('xsi:type="bpmn:tFormalExpression"', 'xsi:type="bpmn:tFormalExpression" language="javascript"')}${flow('x', 'b')}`,
      'b',
    ),
    'x_a',
    /不能用 javascript/,
  ],
  ['a way out without a condition', decision(flow('x', 'a') + flow('x', 'b'), 'b'), 'x_a', /既没有条件/],
  [
    'a default with a condition',
    decision(flow('x', 'a', 'n = 1') + flow('x', 'b', 'n = 2'), 'b'),
    'x_b',
    /默认出口不能带条件/,
  ],
  [
    'a condition behind a parallel gateway',
    decision(flow('x', 'a', 'n = 1') + flow('x', 'b')).replace('exclusiveGateway', 'parallelGateway'),
    'x_a',
    /不能带条件/,
  ],
  [
    'inclusive joins that wait for each other',
    processXml(
      `${start}<bpmn:parallelGateway id="p" />${inclusive('i')}${inclusive('k')}${exclusive('x', 'end')}${exclusive('y', 'i')}${end}${flow('start', 'p')}${flow('p', 'i')}${flow('p', 'k')}${flow('i', 'x')}${flow('x', 'k', 'n = 1')}${flow('x', 'end')}${flow('k', 'y')}${flow('y', 'end', 'n = 1')}${flow('y', 'i')}`,
    ),
    'i',
    /包容网关永远等不齐/,
  ],
  [
    'two ways of one decision into one join',
    processXml(
      `${start}${exclusive('x', 'j2')}<bpmn:parallelGateway id="j" />${end}${flow('start', 'x')}${flow('x', 'j', 'a = 1')}${flow('x', 'j').replace('id="x_j"', 'id="x_j2"')}${flow('j', 'end')}`,
    ),
    'j',
    /永远等不齐/,
  ],
  [
    'two ways of one decision into one join over tasks',
    processXml(
      `${start}${exclusive('x', 'b')}${task('a')}${task('b')}<bpmn:parallelGateway id="j" />${end}${flow('start', 'x')}${flow('x', 'a', 'n = 1')}${flow('x', 'b')}${flow('a', 'j')}${flow('b', 'j')}${flow('j', 'end')}`,
    ),
    'j',
    /并行网关永远等不齐/,
  ],
  [
    'an unreachable node',
    processXml(
      `${start}${task('only')}${task('lost')}${end}${flow('start', 'only')}${flow('only', 'end')}${flow('lost', 'end')}`,
    ),
    'lost',
    /到不了这个环节/,
  ],
  [
    'a dead end',
    processXml(
      `${start}${task('only')}${task('dead')}${end}<bpmn:parallelGateway id="p" />${flow('start', 'p')}${flow('p', 'only')}${flow('p', 'dead')}${flow('only', 'end')}`,
    ),
    'dead',
    /走不下去/,
  ],
  [
    'a circle without an end',
    processXml(
      `${start}${task('a')}${task('b')}${end}<bpmn:parallelGateway id="p" />${flow('start', 'p')}${flow('p', 'end')}${flow('p', 'a')}${flow('a', 'b')}${flow('b', 'a')}`,
    ),
    'a',
    /到不了任何结束事件/,
  ],
  [
    'two starts',
    processXml(
      `${start}<bpmn:startEvent id="s2" />${task('only')}${end}${flow('start', 'only')}${flow('s2', 'only')}${flow('only', 'end')}`,
    ),
    's2',
    /每个都要有表单/,
  ],
  [
    'a start that waits',
    around(task('only')).replace(
      start,
      `<bpmn:startEvent id="start">${timer('timeDuration', 'PT1H')}</bpmn:startEvent>`,
    ),
    'start',
    /不能写时长/,
  ],
  ['no executable process', sound.replace('isExecutable="true"', ''), '', /可执行的流程/],
  [
    'two executable processes',
    sound.replace(
      '</bpmn:definitions>',
      '<bpmn:process id="second" isExecutable="true" /></bpmn:definitions>',
    ),
    '',
    /可执行的流程/,
  ],
  ['a key that is no key', sound.replace('id="test"', 'id="Test_1"'), 'Test_1', /流程标识/],
  [
    'an id twice',
    processXml(`${start}${task('only')}${task('only')}${end}${flow('start', 'only')}${flow('only', 'end')}`),
    'only',
    /重复/,
  ],
  ['a reference to nothing', sound.replace('targetRef="end"', 'targetRef="nowhere"'), 'only_end', /nowhere/],
  [
    'an event sub-process without an event',
    withHandler('<bpmn:startEvent id="s1" />'),
    's1',
    /要指定定时、消息、信号、条件、错误、升级或补偿/,
  ],
  [
    'an event sub-process with a flow',
    withHandler(handlerStart(timer('timeDuration', 'PT1H')), flow('only', 's')),
    's',
    /不能有流入/,
  ],
  [
    'an event sub-process of an error beside the rest',
    withHandler(handlerStart('<bpmn:errorEventDefinition />', false)),
    's1',
    /不能设为非中断/,
  ],
  [
    'a boundary event on an event sub-process',
    withHandler(
      handlerStart(timer('timeDuration', 'PT1H')),
      `${boundary('late', 's', true, timer('timeDuration', 'PT1H'))}${flow('late', 'end')}`,
    ),
    'late',
    /不能附着在事件子流程上/,
  ],
  [
    'a flow across a border',
    processXml(
      `${start}<bpmn:subProcess id="only"><bpmn:startEvent id="s1" />${task('in')}<bpmn:endEvent id="s2" />${flow('s1', 'in')}${flow('in', 's2')}</bpmn:subProcess>${end}${flow('start', 'only')}${flow('only', 'end')}${flow('in', 'end')}`,
    ),
    'in_end',
    /跨越/,
  ],
  [
    'an error boundary where no error can come up',
    around(
      `${task('only')}${boundary('late', 'only', true, '<bpmn:errorEventDefinition />')}${flow('late', 'end')}`,
    ),
    'late',
    /错误边界事件只能附着在服务任务、调用活动或子流程上/,
  ],
  [
    'an escalation boundary where no escalation can come up',
    around(
      `${task('only')}${boundary('late', 'only', true, '<bpmn:escalationEventDefinition />')}${flow('late', 'end')}`,
    ),
    'late',
    /升级边界事件只能附着在调用活动或子流程上/,
  ],
  [
    'an end that throws no particular escalation',
    around(task('only')).replace(
      end,
      '<bpmn:endEvent id="end"><bpmn:escalationEventDefinition /></bpmn:endEvent>',
    ),
    'end',
    /没有指定升级/,
  ],
  [
    'a default with a condition out of a task',
    processXml(
      `${start}${task('only', 'default="only_end"')}${end}${flow('start', 'only')}${flow('only', 'end', 'true')}`,
    ),
    'only_end',
    /默认出口不能带条件/,
  ],
  ['a loop over nothing', around(task('only', '', loop(''))), 'only', /没有指定集合/],
  [
    'a loop over both',
    around(
      task('only', '', loop('camunda:collection="${a}"', '<bpmn:loopCardinality>3</bpmn:loopCardinality>')),
    ),
    'only',
    /只能指定一个/,
  ],
  [
    'a bad completion condition',
    around(
      task(
        'only',
        '',
        loop(
          '',
          '<bpmn:loopCardinality>3</bpmn:loopCardinality><bpmn:completionCondition>1 +</bpmn:completionCondition>',
        ),
      ),
    ),
    'only',
    /完成条件/,
  ],
  ['a standard loop', around(task('only', '', '<bpmn:standardLoopCharacteristics />')), 'only', /标准循环/],
  ['a message without a name', around('<bpmn:receiveTask id="only" />'), 'only', /消息/],
  [
    'a race with a task',
    processXml(
      `${start}<bpmn:eventBasedGateway id="g" />${task('a')}<bpmn:receiveTask id="b" messageRef="reply" />${end}${flow('start', 'g')}${flow('g', 'a')}${flow('g', 'b')}${flow('a', 'end')}${flow('b', 'end')}`,
    ),
    'g_a',
    /事件网关之后/,
  ],
];

describe('what the engine would run wrongly is refused, naming the element to mend', () => {
  it.each(refused)('%s', async (_name, xml, elementId, message) => {
    const problems = await problemsOf(xml);
    expect(
      problems.find((problem) => problem.startsWith(`${elementId}:`) && message.test(problem)),
      problems.join('\n'),
    ).toBeDefined();
  });
});

const told: [string, string, string, RegExp][] = [
  [
    'an error out of an event sub-process that has interrupted whoever would catch it',
    withHandler(
      handlerStart('<bpmn:errorEventDefinition errorRef="failure" />'),
      '',
      '<bpmn:endEvent id="s2"><bpmn:errorEventDefinition errorRef="failure" /></bpmn:endEvent>',
    ),
    's2',
    /没有接收这个错误/,
  ],
  [
    'an error that nobody catches',
    processXml(
      `${start}${task('only')}<bpmn:endEvent id="end"><bpmn:errorEventDefinition errorRef="failure" /></bpmn:endEvent>${flow('start', 'only')}${flow('only', 'end')}`,
    ),
    'end',
    /没有接收这个错误/,
  ],
  [
    'an escalation that nobody catches',
    around(
      '<bpmn:intermediateThrowEvent id="only"><bpmn:escalationEventDefinition escalationRef="concern" /></bpmn:intermediateThrowEvent>',
    ),
    'only',
    /没有接收这个升级.*否则不起作用/,
  ],
  [
    'conditions on every flow out of a task',
    processXml(`${start}${task('only')}${end}${flow('start', 'only')}${flow('only', 'end', 'true')}`),
    'only',
    /条件都不成立时流程会停住/,
  ],
];

describe('what may be meant otherwise is told', () => {
  it.each(told)('%s', async (_name, xml, elementId, message) => {
    const { problems, warnings } = await checkDefinition(xml, known);
    expect(problems).toEqual([]);
    expect(warnings.filter((one) => one.elementId === elementId && message.test(one.message))).toHaveLength(
      1,
    );
  });
});

describe('a diagram with a join that some decisions never complete', () => {
  it('is deployed with a warning', async () => {
    const xml = processXml(
      `${start}<bpmn:parallelGateway id="p" />${task('a')}${exclusive('x', 'j')}<bpmn:parallelGateway id="j" />${end}<bpmn:endEvent id="end2" />${flow('start', 'p')}${flow('p', 'a')}${flow('p', 'x')}${flow('x', 'end2', 'n = 1')}${flow('x', 'j')}${flow('a', 'j')}${flow('j', 'end')}`,
    );
    const { problems, warnings, source } = await checkDefinition(xml, known);
    expect(problems).toEqual([]);
    expect(source).not.toBe('');
    expect(warnings).toEqual([
      expect.objectContaining({ elementId: 'j', message: expect.stringMatching(/可能永远等不齐/) }),
    ]);
  });
});

/** Legal, and perhaps meant otherwise: it runs, and a warning says how. */
const warned: [string, string, string, RegExp][] = [
  ['no end event', processXml(`${start}${task('only')}${flow('start', 'only')}`), 'test', /没有结束事件/],
  ['no name', sound.replace(' name="测试流程"', ''), 'test', /流程没有名称，以编号「test」显示/],
  ['no default', decision(flow('x', 'a', 'n = 1') + flow('x', 'b', 'n = 2')), 'x', /没有默认出口.*异常/],
  [
    'an interrupting cycle',
    withBoundary(boundary('timer', 'only', true, timer('timeCycle', 'R3/PT1H'))),
    'timer',
    /只有第一次起作用/,
  ],
  [
    'an interrupting event sub-process that repeats',
    withHandler(handlerStart(timer('timeCycle', 'R3/PT1H'))),
    's1',
    /只有第一次起作用/,
  ],
];

describe('what the standard allows runs, with a warning', () => {
  it.each(warned)('%s', async (_name, xml, elementId, message) => {
    const { problems, warnings, source } = await checkDefinition(xml, known);
    expect(problems).toEqual([]);
    expect(source).not.toBe('');
    expect(warnings).toEqual([
      expect.objectContaining({ elementId, message: expect.stringMatching(message) }),
    ]);
  });

  it('a gateway without a default can be mended at a click', async () => {
    const { warnings } = await checkDefinition(
      decision(flow('x', 'a', 'n = 1') + flow('x', 'b', 'n = 2')),
      known,
    );
    expect(warnings[0]?.mend).toEqual({
      kind: 'setDefault',
      label: '把通往「任务b」的设为默认出口',
      flowId: 'x_b',
    });
  });

  it.each([
    ['timeDuration', 'P1Y2M10DT2H30M'],
    ['timeDuration', 'P3W'],
    ['timeDuration', 'PT0S'],
    ['timeDuration', 'PT1.5H'],
    ['timeDate', '2026-11-23T10:00:00'],
    ['timeDate', '2026-11-23'],
    ['timeDate', '20261123T100000Z'],
    ['timeDate', '2026-W48-1'],
    ['timeCycle', 'R/PT1H'],
    ['timeCycle', 'R5/2026-11-23T10:00:00+08:00/P1D'],
    ['timeCycle', 'R3/PT10H/2026-12-31'],
    ['timeCycle', 'R2/2026-12-01/2026-12-08'],
  ])('the %s %s', async (kind, text) => {
    const xml = withBoundary(boundary('timer', 'only', false, timer(kind, text)));
    expect(await problemsOf(xml)).toEqual([]);
  });

  it.each([
    ['timeCycle', '0 0/5 * * * ?', /cron/],
    ['timeCycle', 'R/PT1H/2026-12-31', /写明次数/],
    ['timeCycle', 'R2/2026-12-08/2026-12-01', /结束时间应在开始时间之后/],
    ['timeCycle', 'R2/P1D/P2D', /不符合 ISO 8601/],
    ['timeCycle', 'R2/gestern/P1D', /不符合 ISO 8601/],
    ['timeDuration', 'PT-1H', /不能小于零/],
  ])('but not the %s %s', async (kind, text, message) => {
    const xml = withBoundary(boundary('timer', 'only', false, timer(kind, text)));
    expect((await problemsOf(xml)).join()).toMatch(message);
  });
});

it('sequence flows may do without ids: they get some, the same each time', async () => {
  const bare = decision(flow('x', 'a', 'n = 1') + flow('x', 'b'), 'b')
    .replace(' default="x_b"', '')
    .replaceAll(/ id="(\w+_\w+)" sourceRef/g, ' sourceRef')
    .replace('<bpmn:exclusiveGateway id="x"', '<bpmn:inclusiveGateway id="x"');
  const { problems } = await checkDefinition(bare, known);
  expect(problems).toEqual([
    expect.objectContaining({ elementId: 'sequenceFlow_5', message: expect.stringMatching(/既没有条件/) }),
  ]);
  const line = processXml(
    `${start}${task('only')}${end}<bpmn:sequenceFlow id="sequenceFlow_1" sourceRef="start" targetRef="only"/><bpmn:sequenceFlow sourceRef="only" targetRef="end"/>`,
  );
  const checked = await checkDefinition(line, known);
  expect(checked.problems).toEqual([]);
  expect(checked.elements.map(({ id }) => id).slice(-2)).toEqual(['sequenceFlow_1', 'sequenceFlow_2']);
});

describe('an extension of another tool', () => {
  it('is kept with a warning where it changes nothing', async () => {
    const foreign = task(
      'only',
      'xmlns:tool="urn:tool" tool:colour="red" camunda:asyncBefore="true"',
      `${extension('<tool:shape />')}<bpmn:potentialOwner id="role" />`,
    );
    const { problems, warnings } = await checkDefinition(around(foreign), known);
    expect(problems).toEqual([]);
    expect(warnings.map(({ elementId, message }) => `${elementId}: ${message}`)).toEqual([
      'only: tool:colour、camunda:asyncBefore、tool:shape 在这里不起作用，原样保留。',
      'role: PotentialOwner 在这里不起作用，原样保留。',
    ]);
  });

  it('is not checked in the process of another pool', async () => {
    const other =
      '<bpmn:process id="other"><bpmn:scriptTask id="script" /></bpmn:process></bpmn:definitions>';
    expect(await problemsOf(sound.replace('</bpmn:definitions>', other))).toEqual([]);
  });
});
