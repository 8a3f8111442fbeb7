import { type Flow, type FlowNode, problemAt } from '../diagram.js';
import type { ModdleElement } from '../parseDiagram.js';
import type { StyleMend, StyleRule } from './types.js';

const decidingGateways = new Set(['ExclusiveGateway', 'InclusiveGateway']);

const usualNames: Record<string, string> = { StartEvent: '开始', EndEvent: '结束' };

const isNamed = ({ name }: ModdleElement) => Boolean(name?.trim());

const rename = (name: string): StyleMend => ({ kind: 'rename', label: `命名为「${name}」`, name });

/** Whoever reads the diagram, an inbox or a trace sees names. A user task without one can't be published at all. */
export const namesOfNodes: StyleRule = ({ nodes }) =>
  nodes
    .filter((node) => !isNamed(node.element) && node.type !== 'UserTask' && !node.type.endsWith('Gateway'))
    .map((node) => {
      const usual = usualNames[node.type];
      return {
        ...problemAt(node.element, `${kindNameOf(node)}没有名称。`),
        mend: usual ? rename(usual) : null,
      };
    });

function kindNameOf({ type, attachedTo }: FlowNode): string {
  if (attachedTo !== null) return '边界事件';
  if (type.endsWith('Event')) return '事件';
  return type === 'SubProcess' ? '子流程' : '环节';
}

export const namesOfLanes: StyleRule = ({ elements }) =>
  elements
    .filter(({ $type }) => $type === 'bpmn:Lane' || $type === 'bpmn:Participant')
    .filter((element) => !isNamed(element))
    .map((element) => {
      const what = element.$type === 'bpmn:Lane' ? '泳道' : '参与者';
      return { ...problemAt(element, `${what}没有名称。`), mend: null };
    });

/** A decision says what is asked, and each way out of it what the answer is. */
export const labelsOfDecisions: StyleRule = ({ nodes }) =>
  nodes
    .filter(({ type, outgoing }) => decidingGateways.has(type) && outgoing.length > 1)
    .flatMap(({ element, outgoing }) => [
      ...(isNamed(element) ? [] : [{ ...problemAt(element, '网关没有写明要判断什么。'), mend: null }]),
      ...outgoing.filter((flow) => !isNamed(flow.element)).map(unlabelledFlow),
    ]);

const maxLabelLength = 24;

function unlabelledFlow({ element, source, target, condition, isDefault }: Flow) {
  const where = source.element.name ? `网关「${source.element.name}」` : '网关';
  const problem = problemAt(
    element,
    `${where}通往「${target.element.name ?? target.id}」的出口没有写明在什么情况下走。`,
  );
  const name = isDefault ? '其他' : (condition ?? '').replace(/^\$\{|\}$/g, '').trim();
  return { ...problem, mend: name !== '' && name.length <= maxLabelLength ? rename(name) : null };
}

/** What is to be done belongs to each task: the person who does it reads it there. */
export const documentationOfTasks: StyleRule = ({ nodes }) =>
  nodes
    .filter(({ type, element }) => type === 'UserTask' && isNamed(element) && !isDocumented(element))
    .map(({ element }) => ({
      ...problemAt(element, '没有说明：办理人看不到要做什么、按什么要求做。'),
      mend: null,
    }));

function isDocumented({ documentation }: ModdleElement): boolean {
  return ((documentation as { text?: string }[] | undefined) ?? []).some(({ text }) => Boolean(text?.trim()));
}
