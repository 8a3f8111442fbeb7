import { type Check, type FlowNode, type KnownReferences, problemAt } from '../diagram.js';
import { type Expression, readExpression } from '../expressions/Expressions.js';
import { expressionsIn } from '../names/expressionsIn.js';
import { dataSetBy } from '../names/fieldsAt.js';
import { nodesOnlyAfter } from '../names/nodesOnlyAfter.js';

/** Warns of an expression that needs data which only a later step fills in: the ticket would stop there. */
export const checkOrder: Check = (diagram, known) => {
  if (!known.fieldsOf) return [];
  const setters = settersOf(diagram.nodes, known);
  return expressionsIn(diagram).flatMap(({ element, purpose, text }) => {
    const used = requiredNames(readExpression(text)).filter((name) => setters.has(name));
    if (used.length === 0) return [];
    const later = nodesOnlyAfter(element, diagram);
    return used
      .filter((name) => setters.get(name)!.every((node) => later.has(node)))
      .map((name) => {
        const steps = setters.get(name)!.map((node) => `「${node.element.name ?? node.id}」`);
        const why = `数据项 ${name} 要到${steps.join('')}才填写；若不是由上级流程带入，这时还没有`;
        const problem = problemAt(element, `${purpose}「${text}」用得太早：${why}。`);
        return { ...problem, severity: 'warning' as const };
      });
  });
};

/** Names without which the expression fails; data that it tests for null may be missing. */
function requiredNames({ names, asked }: Expression): string[] {
  return names.filter((name) => !asked.has(name));
}

/** The nodes that set each item of data. */
function settersOf(nodes: readonly FlowNode[], known: KnownReferences): Map<string, FlowNode[]> {
  const setters = new Map<string, FlowNode[]>();
  for (const node of nodes) {
    for (const name of dataSetBy(node.element, known))
      setters.set(name, [...(setters.get(name) ?? []), node]);
  }
  return setters;
}
