import { type Element, readXml } from '../tck/xml.js';

/** How often each kind of element stands in a file. */
export type Counts = ReadonlyMap<string, number>;

/** An import may change what kind of work a task is, and an implicit type; that loses nothing. */
const kindsOfWork = /^(task|manualTask|userTask|scriptTask|serviceTask|sendTask|businessRuleTask)$/;

/**
 * Counts the elements of a file by their names without prefixes, whatever the program under measurement makes of them: it
 * reads with a parser of its own and knows nothing of BPMN's types.
 */
export function countElements(xml: string): Counts {
  const counts = new Map<string, number>();
  const open = [readXml(xml)];
  for (let element = open.pop(); element; element = open.pop()) {
    const name = nameOf(element);
    counts.set(name, (counts.get(name) ?? 0) + 1);
    for (const child of element.children) open.push(child);
  }
  return counts;
}

function nameOf({ name }: Element): string {
  return kindsOfWork.test(name) ? 'task of any kind' : name;
}

/** What is there less often than before, by how much. */
export function missing(before: Counts, after: Counts): Map<string, number> {
  const lost = [...before].map(([name, count]): [string, number] => [name, count - (after.get(name) ?? 0)]);
  return new Map(lost.filter(([, count]) => count > 0));
}
