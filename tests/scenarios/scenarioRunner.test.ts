import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { DefinitionElement } from '../../src/bpmn/types.js';
import { checkScenarios } from '../../src/scenarios/checks/checkScenarios.js';
import { coverageOf } from '../../src/scenarios/checks/coverage.js';
import { loadFormExamples, parseExamples } from '../../src/scenarios/checks/formExamples.js';
import { InvalidScenarios } from '../../src/scenarios/errors.js';
import { loadScenarioFiles } from '../../src/scenarios/files/loadScenarioFiles.js';
import { readScenarioFile } from '../../src/scenarios/files/readScenarioFile.js';
import { reportLines } from '../../src/scenarios/report/report.js';
import { runScenarioFile } from '../../src/scenarios/runScenarioFile.js';
import type { ProcessReport, Scenario, ScenarioFile } from '../../src/scenarios/types.js';
import { createTestSites, deliveredFolders, type TestSites } from '../support/company/scenarioSites.js';

const examples = await loadFormExamples(join(deliveredFolders.forms, 'examples'));
const [delivered] = (await loadScenarioFiles(deliveredFolders.processes)).filter(
  (file) => file.process === 'remote-service',
) as [ScenarioFile];
const solved = delivered.scenarios.find(({ name }) => name === 'solved-by-phone') as Scenario;

let sites: TestSites;
beforeAll(async () => {
  sites = await createTestSites();
});
afterAll(() => sites.remove());

/** Runs the case of a problem solved by phone with one step changed. */
function runChanged(index: number, change: Record<string, unknown>): Promise<ProcessReport> {
  const steps = solved.steps.map((step, place) => {
    const { act = {}, ...rest } = change;
    return place === index ? { ...step, act: { ...step.act, ...(act as object) }, ...rest } : step;
  });
  return run({ ...solved, steps: steps as Scenario['steps'] });
}

const run = (scenario: Scenario) =>
  runScenarioFile(sites.open, examples, { process: 'remote-service', scenarios: [scenario] });

const wrongSteps = (report: ProcessReport) =>
  report.scenarios.flatMap(({ steps }) => steps.filter((step) => !step.passed));

describe('a scenario fails and says why in Chinese', () => {
  test('when it skips sequence flows', async () => {
    const report = await run(solved);
    expect(report.scenarios.map((scenario) => scenario.passed)).toEqual([true]);
    expect(report.passed).toBe(false);
    expect(report.coverage.taken).toBeLessThan(report.coverage.all);
    expect(report.coverage.missing).toContain(
      '没有场景从「客户确认？」经「否，继续指导」走到「远程指导服务」（customerConfirmsToRemoteGuidance）',
    );
    const lines = reportLines([report]).join('\n');
    expect(lines).toContain(`${report.coverage.taken}/${report.coverage.all}`);
    expect(lines).toContain('没有场景从「客户确认？」');
  });

  test('when a task other than the expected one is open', async () => {
    const report = await runChanged(2, { open: ['arrangeEngineer'] });
    expect(report.passed).toBe(false);
    expect(wrongSteps(report)).toEqual([
      {
        sentence: '张伟办理「远程指导服务」',
        expected: '待办：「填写《技术服务任务单》并安排工程师」',
        found: '待办：「反馈结果与记录」',
        passed: false,
      },
    ]);
    expect(report.scenarios[0]?.steps, 'what follows is not tried').toHaveLength(3);
    expect(reportLines([report]).join('\n')).toContain('第 3 步 张伟办理「远程指导服务」');
  });

  test('when the form is refused', async () => {
    const report = await runChanged(2, { act: { data: { diagnosis: null, hours: 0.3 } } });
    const [wrong] = wrongSteps(report);
    expect(wrong?.found).toContain('表单《远程指导服务记录》被退回');
    expect(wrong?.found).toContain('「故障诊断」（diagnosis）');
    expect(wrong?.found).toContain('「服务工时」（hours）');
  });

  test('when the person may not do the step', async () => {
    const report = await runChanged(4, { act: { as: 'accountant' } });
    expect(wrongSteps(report)[0]).toMatchObject({
      sentence: 'accountant 办理 confirmWithCustomer',
      found: '该任务不在您的岗位职责范围内。',
    });
  });

  test('when the task, person, sample file or timer does not exist', async () => {
    const found = async (index: number, act: Record<string, unknown>) =>
      wrongSteps(await runChanged(index, { act }))[0]?.found;
    expect(await found(1, { elementId: 'feedback' })).toBe(
      '「反馈结果与记录」此刻没有待办任务（待办：「填写《技术服务任务单》并安排工程师」）',
    );
    expect(await found(1, { as: 'nobody' })).toBe('没有登录名为 nobody 的人员');
    expect(await found(1, { form: 'never filled' })).toContain('没有名为「never filled」的样例');
    expect(await found(1, { data: { engineer: '@nobody' } })).toBe('没有登录名为 nobody 的人员');
    expect(await found(1, { kind: 'until', elementId: 'answerOverdue' })).toBe(
      '计时「24 小时未答复」此刻没有启动',
    );
  });

  test('when the ticket ends at another event or has other data', async () => {
    const unfinished = await run({ ...solved, steps: solved.steps.slice(0, -1), expect: {} });
    expect(unfinished.scenarios[0]?.problems).toEqual([
      '工单应结束于「服务完结」，实为尚未结束（待办：「与客户确认服务完结」）',
    ]);
    const expectation = {
      variables: { outcome: 'onsite', customer: { name: '泰安岱岳水泥有限公司' } },
      tickets: { 'remote-service': { end: 'answeredInTime' }, 'onsite-service': {} },
      customerFile: {
        customer: '泰安岱岳水泥有限公司',
        products: { 'TS45-001': { nextCategory: 'C' }, 'TS45-002': {} },
      },
      directory: { inForce: { 售后服务部: { 服务工程师: 9 }, 火星部: {} }, former: ['销售部'] },
      groups: { engineer: ['accountant'] },
    };
    const { scenarios } = await run({ ...solved, expect: expectation });
    expect(scenarios[0]?.problems).toEqual([
      '工单数据中的 outcome 应为 "onsite"，实为 "solved"',
      expect.stringMatching(/^工单 YC-20261123-0001的 endElementId 应为 "answeredInTime"/),
      '应有流程 onsite-service 的工单，却没有',
      '产品 TS45-001 下次报修应建议类别 C，实为 A',
      '客户档案中没有序列号 TS45-002 的产品',
      '组织目录中应有现行部门「火星部」，却没有',
      '部门「售后服务部」的 服务工程师 应为 9，实为 4',
      '部门「销售部」应留作历史（不再生效），却不是',
      '张伟应属于组 accountant，实为 service-engineer',
    ]);
    expect(scenarios[0]?.passed).toBe(false);
  });
});

describe('a scenario file is refused', () => {
  const scenario = {
    name: 'a',
    title: '甲',
    description: '乙',
    steps: [{ start: 'begin', as: 'desk', open: ['work'] }],
    end: 'done',
  };
  const read = (...scenarios: unknown[]) =>
    readScenarioFile('x.scenarios.json', JSON.stringify({ process: 'x', scenarios }));
  const step = (extra: Record<string, unknown>) => read({ ...scenario, steps: [...scenario.steps, extra] });

  test('a valid scenario file is read unchanged', () => {
    expect(read(scenario).scenarios[0]?.steps).toEqual([
      { act: { kind: 'start', elementId: 'begin', as: 'desk' }, open: ['work'] },
    ]);
  });

  test.each([
    ['not JSON', () => readScenarioFile('x', '{'), /不是正确的 JSON/],
    ['a list', () => readScenarioFile('x', '[]'), /应为 \{ … \}/],
    ['no process', () => readScenarioFile('x', '{"scenarios":[]}'), /缺少 process/],
    ['no scenario', () => read(), /缺少 scenarios/],
    ['a scenario without an end', () => read({ ...scenario, end: undefined }), /场景 a 缺少 end/],
    ['a name twice', () => read(scenario, scenario), /场景 a 出现了两次/],
    ['a field it does not know', () => read({ ...scenario, ends: 'x' }), /不认识的 ends/],
    ['a start time that is none', () => read({ ...scenario, startAt: 'soon' }), /startAt 不是时间/],
    ['no start', () => read({ ...scenario, steps: [{ jobs: true }] }), /第一步应为 start/],
    ['a second start', () => step({ start: 'b', as: 'desk' }), /只能在第一步发起/],
    ['two acts', () => step({ complete: 'b', record: 'b', as: 'desk' }), /第 2 步 只能有一个动作/],
    ['nobody who acts', () => step({ complete: 'b' }), /第 2 步 缺少 as/],
    ['nothing to do or see', () => step({}), /没有动作/],
    ['an unknown word', () => step({ complet: 'b', open: [] }), /不认识的 complet/],
    ['data for the clock', () => step({ clock: 'PT1H', data: {} }), /不认识的 data/],
    ['a span that is none', () => step({ clock: '24h' }), /ISO 8601 时长/],
    ['tasks that are no list', () => step({ jobs: true, open: 'work' }), /open 应为/],
  ])('with %s', (_what, attempt, reason) => {
    expect(attempt).toThrow(InvalidScenarios);
    expect(attempt).toThrow(reason);
  });

  test('when it names something that the diagrams do not have, before anything runs', async () => {
    const changed = (change: Partial<Scenario['steps'][number]>): ScenarioFile => ({
      process: 'remote-service',
      scenarios: [{ ...solved, steps: [solved.steps[0] as never, { act: { kind: 'look' }, ...change }] }],
    });
    const refusal = (file: ScenarioFile) => runScenarioFile(sites.open, examples, file);
    await expect(
      refusal(changed({ act: { kind: 'complete', elementId: 'guidance', as: 'desk' } })),
    ).rejects.toThrow('图中没有编号为 guidance 的环节');
    await expect(refusal(changed({ open: ['solved'] }))).rejects.toThrow('「是否解决？」不是任务或子流程');
    await expect(refusal(changed({ in: 'mars-service', open: [] }))).rejects.toThrow('没有流程 mars-service');
    await expect(refusal({ process: 'mars-service', scenarios: [solved] })).rejects.toThrow('没有流程');
  });

  test('with sample files that do not exist', () => {
    expect(() => parseExamples('a.json', '{')).toThrow(/不是正确的 JSON/);
    expect(() => parseExamples('a.json', '[]')).toThrow(/样例的列表/);
    expect(() => parseExamples('a.json', '[{"case":"x"}]')).toThrow(/样例的列表/);
    expect(() => parseExamples('a.json', '[{"case":"x","data":{},"dat":{}}]')).toThrow(/样例的列表/);
  });
});

describe('coverage', () => {
  const element = (part: Partial<DefinitionElement>) => ({ name: null, ...part }) as DefinitionElement;
  const elements = [
    element({ id: 'a', type: 'bpmn:UserTask', name: '派工' }),
    element({ id: 'g', type: 'bpmn:ParallelGateway' }),
    element({ id: 'aToG', type: 'bpmn:SequenceFlow', sourceId: 'a', targetId: 'g' }),
    element({ id: 'gToA', type: 'bpmn:SequenceFlow', name: '再来', sourceId: 'g', targetId: 'a' }),
  ];

  test('counts the flows of the diagram only', () => {
    expect(coverageOf(elements, new Set(['aToG', 'gToA', 'a', 'elsewhere']))).toEqual({
      taken: 2,
      all: 2,
      missing: [],
    });
  });

  test('names what is missing as in the diagram', () => {
    expect(coverageOf(elements, new Set()).missing).toEqual([
      '没有场景从「派工」走到并行 g（aToG）',
      '没有场景从并行 g经「再来」走到「派工」（gToA）',
    ]);
  });

  test('checks the kinds of elements', () => {
    const file = { process: 'p', scenarios: [{ ...solved, steps: [], end: 'a' }] };
    const processes = new Map([['p', new Map(elements.map((one) => [one.id, one]))]]);
    expect(checkScenarios(file, processes)).toEqual(['场景「电话指导一次解决」的 end：「派工」不是结束事件']);
  });
});
