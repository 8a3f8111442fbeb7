import { checkDefinition } from '../checkDefinition.js';
import type { KnownReferences } from '../diagram.js';
import type { ModdleElement } from '../parseDiagram.js';
import type { DefinitionProblem } from '../types.js';
import { type Hint, hintsAt } from './hints.js';
import { elementsOf, type OpenedDiagram, openForeign } from './openForeign.js';

/** Everything at one element that a person must change before the diagram runs here. */
export interface ImportTask {
  elementId: string | null;
  elementName: string | null;
  /** What the file says in another engine's words, and what to do instead. */
  hints: Hint[];
  /** What deployment refuses. */
  problems: string[];
}

export interface ImportReport extends OpenedDiagram {
  tasks: ImportTask[];
  /** What is kept in the file and says nothing here. */
  notes: DefinitionProblem[];
}

/** Opens a diagram of another tool and lists what is left to do, by element in the order of the diagram. */
export async function importReport(
  xml: string,
  known: KnownReferences,
  processKey: string | null = null,
): Promise<ImportReport | { refusal: string }> {
  const opened = await openForeign(xml, processKey);
  if (opened.refusal !== null) return opened;
  const elements = await elementsOf(opened.xml);
  const checked = await checkDefinition(opened.xml, known);
  return { ...opened, tasks: tasksOf(elements, checked.problems), notes: checked.warnings };
}

/** A warning with what the editor takes out of the file at a click, once a person has done what it says. */
export interface ForeignHint extends Omit<DefinitionProblem, 'mend'> {
  mend: { kind: 'removeForeign'; label: string; name: string } | null;
}

/** What stands in a diagram in another engine's words, as warnings for the list of checks. */
export async function foreignHints(xml: string): Promise<ForeignHint[]> {
  return hintsOf(await elementsOf(xml)).flatMap(([{ id, name }, hints]) =>
    hints.map(({ found, instead, leftover }) => ({
      elementId: id ?? null,
      elementName: name ?? null,
      message: `${found}：${instead}。`,
      severity: 'warning',
      mend: leftover ? { kind: 'removeForeign', label: `删除 ${leftover}`, name: leftover } : null,
    })),
  );
}

function tasksOf(elements: ModdleElement[], problems: DefinitionProblem[]): ImportTask[] {
  const tasks = new Map<string | null, ImportTask>();
  const byId = new Map(elements.map((element) => [element.id ?? null, element]));
  const taskAt = (element: ModdleElement | null) => {
    const id = element?.id ?? null;
    const task = tasks.get(id) ?? {
      elementId: id,
      elementName: element?.name ?? null,
      hints: [],
      problems: [],
    };
    tasks.set(id, task);
    return task;
  };
  for (const [owner, hints] of hintsOf(elements)) taskAt(owner).hints.push(...hints);
  for (const { elementId, message } of problems) {
    const element = byId.get(elementId);
    taskAt(element ? ownerOf(element) : null).problems.push(message);
  }
  const order = [...byId.keys()];
  return [...tasks.values()].sort((a, b) => order.indexOf(a.elementId) - order.indexOf(b.elementId));
}

function hintsOf(elements: ModdleElement[]): [ModdleElement, Hint[]][] {
  return elements
    .map((element): [ModdleElement, Hint[]] => [ownerOf(element), hintsAt(element)])
    .filter(([, hints]) => hints.length > 0);
}

/** The element that a person sees on the canvas. */
function ownerOf(element: ModdleElement): ModdleElement {
  let owner = element;
  while ((!owner.id || owner.$type.endsWith('EventDefinition')) && owner.$parent) owner = owner.$parent;
  return owner;
}
