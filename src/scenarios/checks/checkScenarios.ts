import { type Elements, elementName } from '../report/elementNames.js';
import type { Act, ScenarioFile, ScenarioStep } from '../types.js';

const waitingTypes = /^bpmn:(UserTask|ServiceTask|SendTask|BusinessRuleTask|CallActivity)$/;
const typesOfActs: Record<string, { type: RegExp; what: string }> = {
  start: { type: /^bpmn:StartEvent$/, what: '开始事件' },
  complete: { type: /^bpmn:UserTask$/, what: '人工任务' },
  record: { type: /^bpmn:UserTask$/, what: '人工任务' },
  until: { type: /^bpmn:(BoundaryEvent|IntermediateCatchEvent)$/, what: '计时事件' },
};

/** One Chinese sentence for each name in the scenarios that the diagrams do not have. */
export function checkScenarios(file: ScenarioFile, processes: ReadonlyMap<string, Elements>): string[] {
  const own = processes.get(file.process);
  if (!own) return [`没有流程 ${file.process}`];
  return file.scenarios.flatMap((scenario) => {
    const where = `场景「${scenario.title}」`;
    const steps = scenario.steps.flatMap((step, index) =>
      checkStep(step, `${where}第 ${index + 1} 步`, own, processes),
    );
    return [...steps, ...checkId(own, scenario.end, /^bpmn:EndEvent$/, '结束事件', `${where}的 end`)];
  });
}

function checkStep(
  step: ScenarioStep,
  where: string,
  own: Elements,
  processes: ReadonlyMap<string, Elements>,
): string[] {
  const elements = step.in === undefined ? own : processes.get(step.in);
  if (!elements) return [`${where}：没有流程 ${step.in}`];
  return [
    ...checkAct(step.act, elements, where),
    ...(step.open ?? []).flatMap((id) =>
      checkId(elements, id, waitingTypes, '任务或子流程', `${where}的 open`),
    ),
    ...(step.end === undefined
      ? []
      : checkId(elements, step.end, /^bpmn:EndEvent$/, '结束事件', `${where}的 end`)),
  ];
}

function checkAct(act: Act, elements: Elements, where: string): string[] {
  const rule = typesOfActs[act.kind];
  return rule && 'elementId' in act ? checkId(elements, act.elementId, rule.type, rule.what, where) : [];
}

function checkId(elements: Elements, id: string, type: RegExp, what: string, where: string): string[] {
  const element = elements.get(id);
  if (!element) return [`${where}：图中没有编号为 ${id} 的环节`];
  return type.test(element.type) ? [] : [`${where}：${elementName(elements, id)}不是${what}`];
}
