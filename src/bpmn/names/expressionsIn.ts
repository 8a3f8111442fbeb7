import type { Diagram, FlowNode } from '../diagram.js';
import type { ModdleElement } from '../parseDiagram.js';
import {
  callMappingsOf,
  conditionOf,
  correlationKeyOf,
  inputParametersOf,
  loopOf,
  templateOf,
  timerOf,
} from '../readModel.js';

/** A FEEL text of a diagram, at the element whose data it sees. */
export interface PlacedExpression {
  element: ModdleElement;
  /** What the expression is for, in Chinese. */
  purpose: string;
  text: string;
}

const attributes = {
  assignee: '办理人',
  candidateGroups: '候选组',
  dueDate: '到期时间',
  priority: '优先级',
} as const;

/**
 * Every FEEL text that is evaluated on the ticket's own data. Results of called processes are evaluated on
 * theirs, so they are not among them.
 */
export function expressionsIn({ nodes, flows }: Diagram): PlacedExpression[] {
  const conditions = flows.flatMap(({ element, condition }) =>
    condition ? [{ element, purpose: '条件', text: condition }] : [],
  );
  return [...conditions, ...nodes.flatMap(expressionsOfNode)];
}

/** A FEEL text that runs on the data of a called process when it has ended. */
export interface CallResult extends PlacedExpression {
  calledElement: string;
  /** The caller's datum that it becomes. */
  target: string;
}

/** What callers want of the processes that they call. */
export function callResultsIn({ nodes }: Pick<Diagram, 'nodes'>): CallResult[] {
  return nodes.flatMap(({ element }) => {
    const { calledElement } = element;
    if (typeof calledElement !== 'string') return [];
    return Object.entries(callMappingsOf(element, 'camunda:Out'))
      .filter(([, text]) => text !== '')
      .map(([target, text]) => ({
        element,
        purpose: `取回的数据项「${target}」`,
        text,
        target,
        calledElement,
      }));
  });
}

function expressionsOfNode(node: FlowNode): PlacedExpression[] {
  const { element } = node;
  const own = Object.entries(attributes).map(([name, purpose]) => ({
    purpose,
    template: templateOf(element[name]),
  }));
  const inputs = inputParametersOf(element).map(({ target, template }) => ({
    purpose: `输入参数「${target}」`,
    template,
  }));
  const timers = [{ purpose: '定时', template: timerOfNode(node)?.template ?? null }];
  const templates = [...own, ...inputs, ...timers].flatMap(({ purpose, template }) =>
    template && 'feel' in template ? [{ element, purpose, text: template.feel }] : [],
  );
  const mapped = Object.entries(callMappingsOf(element, 'camunda:In')).map(([target, text]) => ({
    element,
    purpose: `数据项「${target}」的映射`,
    text,
  }));
  const whole = [
    ...mapped.filter(({ text }) => text !== ''),
    ...expressionsOfEvent(node),
    ...expressionsOfLoop(element),
  ];
  return [...templates, ...whole];
}

function expressionsOfEvent({ element, event }: FlowNode): PlacedExpression[] {
  const [definition] = (element.eventDefinitions ?? []) as ModdleElement[];
  const condition = event === 'ConditionalEventDefinition' && definition ? conditionOf(definition) : null;
  const parts = { 条件: condition, 消息匹配值: correlationKeyOf(element) };
  return Object.entries(parts).flatMap(([purpose, text]) => (text ? [{ element, purpose, text }] : []));
}

function timerOfNode({ element, event }: FlowNode) {
  const [definition] = (element.eventDefinitions ?? []) as ModdleElement[];
  return event === 'TimerEventDefinition' && definition ? timerOf(definition) : null;
}

function expressionsOfLoop(element: ModdleElement): PlacedExpression[] {
  const characteristics = element.loopCharacteristics as ModdleElement | undefined;
  if (characteristics?.$type !== 'bpmn:MultiInstanceLoopCharacteristics') return [];
  const { collection, cardinality, completionCondition } = loopOf(characteristics);
  const parts = {
    多实例的集合: collection,
    多实例的次数: cardinality,
    多实例的完成条件: completionCondition,
  };
  return Object.entries(parts).flatMap(([purpose, text]) => (text ? [{ element, purpose, text }] : []));
}
