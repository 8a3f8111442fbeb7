import type { DefinitionElement } from '../../bpmn/types.js';
import { elementName } from '../report/elementNames.js';
import type { Coverage } from '../types.js';

/** Which sequence flows of a process were taken, of all that the diagram has. */
export function coverageOf(elements: readonly DefinitionElement[], taken: ReadonlySet<string>): Coverage {
  const flows = elements.filter((element) => element.type === 'bpmn:SequenceFlow');
  const missing = flows.filter((flow) => !taken.has(flow.id));
  const byId = new Map(elements.map((element) => [element.id, element]));
  return {
    taken: flows.length - missing.length,
    all: flows.length,
    missing: missing.map(({ id, name, sourceId, targetId }) => {
      const [from, to] = [elementName(byId, sourceId ?? ''), elementName(byId, targetId ?? '')];
      return `没有场景从${from}${name ? `经「${name}」` : ''}走到${to}（${id}）`;
    }),
  };
}
