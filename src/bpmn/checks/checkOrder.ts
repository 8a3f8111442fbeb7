import { type Check, type FlowNode, type KnownReferences, problemAt } from '../diagram.js';
import { type Expression, readExpression } from '../expressions/Expressions.js';
import { expressionsIn } from '../names/expressionsIn.js';
import { dataSetBy } from '../names/fieldsAt.js';
import { nodesOnlyAfter } from '../names/nodesOnlyAfter.js';

/** Bounds the search, in nodes walked: about a second. A diagram of 400 nodes with as many expressions needs less. */
const maxWork = 2_000_000;

/** Warns of an expression that needs data which only a later step fills in: the ticket would stop there. */
export const checkOrder: Check = (diagram, known) => {
  if (!known.fieldsOf) return [];
  const setters = settersOf(diagram.nodes, known);
  const names = [...setters.keys()];
  const size = diagram.nodes.length + diagram.flows.length;
  let work = 0;
  const problems = expressionsIn(diagram).flatMap(({ element, purpose, text }) => {
    // Reading takes longest; a text without any of these names needs none of the data.
    if (!names.some((name) => text.includes(name))) return [];
    const used = requiredNames(readExpression(text)).filter((name) => setters.has(name));
    if (used.length === 0) return [];
    work += size;
    if (work > maxWork) return [];
    const later = nodesOnlyAfter(element, diagram);
    return used
      .filter((name) => setters.get(name)!.every((node) => later.has(node)))
      .map((name) => {
        const why = `数据项 ${name} 要到${namesOf(setters.get(name)!)}才填写；若不是由上级流程带入，这时还没有`;
        const problem = problemAt(element, `${purpose}「${text}」用得太早：${why}。`);
        return { ...problem, severity: 'warning' as const };
      });
  });
  return work > maxWork ? [...problems, notAll] : problems;
};

const notAll = {
  ...problemAt(null, '流程图很大，没有检查所有表达式是否用得太早。'),
  severity: 'warning' as const,
};

const mostNamed = 5;

function namesOf(nodes: readonly FlowNode[]): string {
  const names = nodes.slice(0, mostNamed).map(({ element, id }) => `「${element.name ?? id}」`);
  return names.join('') + (nodes.length > mostNamed ? '等' : '');
}

/** Names without which the expression fails; data that it tests for null may be missing. */
function requiredNames({ names, asked }: Expression): string[] {
  return names.filter((name) => !asked.has(name));
}

/** The nodes that set each item of data. */
function settersOf(nodes: readonly FlowNode[], known: KnownReferences): Map<string, FlowNode[]> {
  const setters = new Map<string, FlowNode[]>();
  for (const node of nodes) {
    for (const name of dataSetBy(node.element, known)) {
      const others = setters.get(name);
      if (others) others.push(node);
      else setters.set(name, [node]);
    }
  }
  return setters;
}
