import type { DefinitionElement } from '../../bpmn/types.js';

/** Elements of the processes by id, as `elementName` and the checks look them up. */
export type Elements = ReadonlyMap<string, DefinitionElement>;

const kinds: Record<string, string> = {
  'bpmn:ExclusiveGateway': '分支',
  'bpmn:ParallelGateway': '并行',
  'bpmn:InclusiveGateway': '包容分支',
  'bpmn:SubProcess': '子流程',
};

/** How a process owner knows an element: by the name on the diagram, else by its kind and id. */
export function elementName(elements: Elements, id: string): string {
  const element = elements.get(id);
  if (element?.name) return `「${element.name.replace(/\s+/g, ' ')}」`;
  return element ? `${kinds[element.type] ?? '环节'} ${id}` : `（图中没有的环节 ${id}）`;
}

/** Several of them, or that there is none. */
export function elementList(elements: Elements, ids: readonly string[]): string {
  return ids.length === 0 ? '无' : ids.map((id) => elementName(elements, id)).join('、');
}
