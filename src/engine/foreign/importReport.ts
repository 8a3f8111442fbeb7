import { checkDefinition } from '../checkDefinition.js';
import { type Known, modelElements } from '../diagram.js';
import { type ModdleElement, parseDiagram } from '../parseDiagram.js';
import type { DefinitionProblem } from '../types.js';
import { type Hint, hintsAt } from './hints.js';
import { translateForeign, writeDiagram } from './translateForeign.js';
import type { Translated } from './translation.js';
import { toolOf } from './vendors.js';

/** Everything at one element that a person must change before the diagram runs here. */
export interface ImportTask {
  elementId: string | null;
  elementName: string | null;
  /** What the file says in another engine's words, and what to do instead. */
  hints: Hint[];
  /** What deployment refuses. */
  problems: string[];
}

export interface ImportReport {
  /** Why the file can't be opened at all; the rest is empty then. */
  refusal: string | null;
  tool: string | null;
  /** The diagram with what was translated; as it came when nothing was. */
  xml: string;
  hasDrawing: boolean;
  translated: Translated[];
  tasks: ImportTask[];
  /** What is kept in the file and says nothing here, or was not understood. */
  notes: DefinitionProblem[];
}

/**
 * Opens a diagram of another tool: translates what can be without asking, and lists what is left to do, by element in
 * the order of the diagram.
 * @param processKey the key that the process is to have; null: its own
 */
export async function importReport(
  xml: string,
  known: Known,
  processKey: string | null = null,
): Promise<ImportReport> {
  const { context, problems } = await parseDiagram(xml);
  if (!context) return refused(xml, problems[0]?.message ?? '文件不是可读的 BPMN 2.0 流程图。');
  const elements = modelElements(context.rootElement);
  if (!elements.some(({ $type }) => $type === 'bpmn:Process'))
    return refused(xml, '文件里没有流程（process）。');
  const hints = elements.map((element): [ModdleElement, Hint[]] => [ownerOf(element), hintsAt(element)]);
  const translated = translateForeign(context, processKey);
  const written = translated.length > 0 ? await writeDiagram(context) : xml;
  const checked = await checkDefinition(written, known);
  return {
    refusal: null,
    tool: toolOf(context.rootElement),
    xml: written,
    hasDrawing: Array.isArray(context.rootElement.diagrams) && context.rootElement.diagrams.length > 0,
    translated,
    tasks: tasksOf(hints, checked.problems, elements),
    notes: [...lost(problems, checked.problems), ...checked.warnings],
  };
}

function tasksOf(
  hints: [ModdleElement, Hint[]][],
  problems: DefinitionProblem[],
  elements: ModdleElement[],
): ImportTask[] {
  const tasks = new Map<string | null, ImportTask>();
  const taskAt = (elementId: string | null, elementName: string | null) => {
    const task = tasks.get(elementId) ?? { elementId, elementName, hints: [], problems: [] };
    tasks.set(elementId, task);
    return task;
  };
  for (const [{ id, name }, found] of hints) {
    if (found.length > 0) taskAt(id ?? null, name ?? null).hints.push(...found);
  }
  for (const { elementId, elementName, message } of problems)
    taskAt(elementId, elementName).problems.push(message);
  const order = new Map(elements.map(({ id }, index) => [id ?? null, index]));
  const place = ({ elementId }: ImportTask) => order.get(elementId) ?? -1;
  return [...tasks.values()].sort((a, b) => place(a) - place(b));
}

/** What the parser could not read is gone once the diagram is written again, so only the first reading tells of it. */
function lost(first: DefinitionProblem[], second: DefinitionProblem[]): DefinitionProblem[] {
  const again = new Set(second.map(({ message }) => message));
  return first.filter(({ message }) => !again.has(message)).map((one) => ({ ...one, severity: 'warning' }));
}

function ownerOf(element: ModdleElement): ModdleElement {
  let owner = element;
  while (!owner.id && owner.$parent) owner = owner.$parent;
  return owner;
}

function refused(xml: string, refusal: string): ImportReport {
  return { refusal, tool: null, xml, hasDrawing: false, translated: [], tasks: [], notes: [] };
}
