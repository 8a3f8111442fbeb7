import { type Check, problemAt } from '../diagram.js';
import type { ModdleElement } from '../parseDiagram.js';
import { loopOf } from '../readModel.js';

const repeatable = new Set(
  'UserTask ServiceTask SendTask BusinessRuleTask ReceiveTask CallActivity SubProcess'.split(' '),
);
const variableName = /^[\p{L}_][\p{L}\p{N}_]*$/u;

/** Multi-instance activities: over a collection or a number of times, never both. */
export const checkLoops: Check = ({ nodes }) =>
  nodes.flatMap(({ element, type }) => {
    const characteristics = element.loopCharacteristics as ModdleElement | undefined;
    if (characteristics?.$type !== 'bpmn:MultiInstanceLoopCharacteristics') return [];
    const { collection, cardinality, elementVariable } = loopOf(characteristics);
    const problems = [];
    if (!repeatable.has(type)) problems.push(problemAt(element, '这种环节不能设为多实例。'));
    if (!collection && !cardinality) problems.push(problemAt(element, '多实例（会签）没有指定集合或次数。'));
    if (collection && cardinality) problems.push(problemAt(element, '多实例的集合和次数只能指定一个。'));
    if (!variableName.test(elementVariable) || elementVariable === 'now') {
      problems.push(problemAt(element, `多实例的元素变量「${elementVariable}」不是有效的名称。`));
    }
    if (characteristics.loopDataInputRef || characteristics.inputDataItem) {
      problems.push(problemAt(element, '多实例的集合请用 camunda:collection 指定。'));
    }
    return problems;
  });
