import type { Diagram, FlowNode } from '../diagram.js';
import type { ModdleElement } from '../parseDiagram.js';
import { callMappingsOf, inputParametersOf, loopOf, templateOf, timerOf } from '../readModel.js';

/** A FEEL text of a diagram, at the element whose data it sees. */
export interface PlacedExpression {
  element: ModdleElement;
  /** What the expression is for, in Chinese. */
  what: string;
  text: string;
}

const attributes = {
  assignee: '办理人',
  candidateGroups: '候选组',
  dueDate: '到期时间',
  priority: '优先级',
} as const;

/** Every FEEL text that runs on the ticket's own data; results of called processes are worked out on theirs. */
export function expressionsIn({ nodes, flows }: Diagram): PlacedExpression[] {
  const conditions = flows.flatMap(({ element, condition }) =>
    condition ? [{ element, what: '条件', text: condition }] : [],
  );
  return [...conditions, ...nodes.flatMap(ofNode)];
}

function ofNode(node: FlowNode): PlacedExpression[] {
  const { element } = node;
  const own = Object.entries(attributes).map(([name, what]) => ({
    what,
    template: templateOf(element[name]),
  }));
  const inputs = inputParametersOf(element).map(({ target, template }) => ({
    what: `输入参数「${target}」`,
    template,
  }));
  const timers = [{ what: '定时', template: timerOfNode(node)?.template ?? null }];
  const templates = [...own, ...inputs, ...timers].flatMap(({ what, template }) =>
    template && 'feel' in template ? [{ element, what, text: template.feel }] : [],
  );
  const mapped = Object.entries(callMappingsOf(element, 'camunda:In')).map(([target, text]) => ({
    element,
    what: `数据项「${target}」的映射`,
    text,
  }));
  return [...templates, ...mapped.filter(({ text }) => text !== ''), ...ofLoop(element)];
}

function timerOfNode({ element, event }: FlowNode) {
  const [definition] = (element.eventDefinitions ?? []) as ModdleElement[];
  return event === 'TimerEventDefinition' && definition ? timerOf(definition) : null;
}

function ofLoop(element: ModdleElement): PlacedExpression[] {
  const characteristics = element.loopCharacteristics as ModdleElement | undefined;
  if (characteristics?.$type !== 'bpmn:MultiInstanceLoopCharacteristics') return [];
  const { collection, cardinality, completionCondition } = loopOf(characteristics);
  const parts = {
    多实例的集合: collection,
    多实例的次数: cardinality,
    多实例的完成条件: completionCondition,
  };
  return Object.entries(parts).flatMap(([what, text]) => (text ? [{ element, what, text }] : []));
}
