import type { KnownReferences } from '../diagram.js';
import { executableProcesses, readDiagram } from '../diagram.js';
import type { Surroundings } from '../expressions/evaluate.js';
import { expressionsIn } from '../names/expressionsIn.js';
import { fieldsAt, fieldsOfDiagram } from '../names/fieldsAt.js';
import { parseDiagram } from '../parseDiagram.js';
import { type ExpressionChange, findChanges, type TicketData } from './findChanges.js';

/** A change with the place of its expression in the diagram. */
export interface PlacedChange extends ExpressionChange {
  elementId: string;
  elementName: string | null;
  /** What the expression is for, in Chinese. */
  purpose: string;
  text: string;
}

/**
 * Finds every expression of a stored diagram that gives its tickets another result than the former evaluator did.
 * @throws {TypeError} when the diagram can't be read
 */
export async function changesOfDiagram(
  xml: string,
  known: Pick<KnownReferences, 'fieldsOf' | 'serviceResults'>,
  tickets: readonly TicketData[],
  surroundings: Surroundings,
): Promise<PlacedChange[]> {
  const { context } = await parseDiagram(xml);
  const [process] = context ? executableProcesses(context) : [];
  if (!context || !process) throw new TypeError('The stored diagram holds no executable process.');
  const diagram = readDiagram(context, process);
  const fields = fieldsOfDiagram(diagram, known);
  return expressionsIn(diagram).flatMap((placed) => {
    const { element, purpose, text } = placed;
    const at = { elementId: String(element.id), elementName: element.name ?? null, purpose, text };
    const changes = findChanges(placed, fieldsAt(element, fields), tickets, surroundings);
    return changes.map((change) => ({ ...at, ...change }));
  });
}
