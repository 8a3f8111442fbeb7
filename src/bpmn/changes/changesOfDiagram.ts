import type { Diagram, KnownReferences } from '../diagram.js';
import { executableProcesses, readDiagram } from '../diagram.js';
import type { Surroundings } from '../expressions/evaluate.js';
import { callResultsIn, expressionsIn, type PlacedExpression } from '../names/expressionsIn.js';
import { fieldsAt, fieldsOfDiagram } from '../names/fieldsAt.js';
import { fieldsOfCall } from '../names/fieldsOfCall.js';
import { untypedField } from '../names/knownData.js';
import { parseDiagram } from '../parseDiagram.js';
import { changesAhead, type ExpressionChange, findChanges, type TicketData } from './findChanges.js';

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
  known: Pick<KnownReferences, 'fieldsOf' | 'serviceResults' | 'fieldsOfCalled'>,
  tickets: readonly TicketData[],
  surroundings: Surroundings,
): Promise<PlacedChange[]> {
  const diagram = await readStored(xml);
  const fields = fieldsOfDiagram(diagram, known);
  const own = expressionsIn(diagram).flatMap((placed) =>
    placedAt(placed, findChanges(placed, fieldsAt(placed.element, fields), tickets, surroundings)),
  );
  const brought = callResultsIn(diagram).flatMap((result) => {
    const called = known.fieldsOfCalled?.(result.calledElement);
    if (!called) return [];
    const there = fieldsOfCall(result.element, called, fieldsAt(result.element, fields));
    return placedAt(result, changesAhead(result.text, there, tickets));
  });
  return [...own, ...brought];
}

/** What a caller wants of a ticket that it waits for, with the tickets of which it wants that. */
export interface WantedResult {
  /** The caller's datum that it becomes. */
  target: string;
  text: string;
  tickets: readonly TicketData[];
}

/**
 * The same of what callers want of the tickets that run on a stored diagram: it was written down when they were called.
 * @throws {TypeError} when the diagram can't be read
 */
export async function changesOfResults(
  xml: string,
  known: Pick<KnownReferences, 'fieldsOf' | 'serviceResults' | 'fieldsOfCalled'>,
  wanted: readonly WantedResult[],
  surroundings: Surroundings,
): Promise<PlacedChange[]> {
  if (wanted.length === 0) return [];
  const { process, ...diagram } = await readStored(xml);
  const fields = fieldsOfDiagram(diagram, known);
  return wanted.flatMap(({ target, text, tickets }) => {
    const handedIn = tickets.flatMap(({ variables }) => Object.keys(variables));
    const there = new Map([...handedIn.map((name) => [name, untypedField(name)] as const), ...fields]);
    const placed = { element: process, purpose: `上级流程取回的数据项「${target}」`, text };
    return placedAt(placed, findChanges(placed, there, tickets, surroundings));
  });
}

async function readStored(xml: string): Promise<Diagram> {
  const { context } = await parseDiagram(xml);
  const [process] = context ? executableProcesses(context) : [];
  if (!context || !process) throw new TypeError('The stored diagram holds no executable process.');
  return readDiagram(context, process);
}

function placedAt({ element, purpose, text }: PlacedExpression, changes: ExpressionChange[]): PlacedChange[] {
  const at = { elementId: String(element.id), elementName: element.name ?? null, purpose, text };
  return changes.map((change) => ({ ...at, ...change }));
}
