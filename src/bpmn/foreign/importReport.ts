import { checkDefinition } from '../checkDefinition.js';
import { type KnownReferences, modelElements, problemAt } from '../diagram.js';
import type { ModdleContext, ModdleElement } from '../parseDiagram.js';
import type { DefinitionProblem } from '../types.js';
import { codeTasksAmong, describeCode } from './codeTasks.js';
import { type Hint, hintsAt } from './hints.js';
import { elementsOf, type OpenedDiagram, openForeign } from './openForeign.js';
import { translatable } from './translateConditions.js';

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
  mend:
    | { kind: 'removeForeign'; label: string; name: string }
    | { kind: 'replaceExpression'; label: string; from: string; to: string }
    | null;
}

/** What stands in a diagram in another engine's words, as warnings for the list of checks. */
export function foreignHints(context: ModdleContext): ForeignHint[] {
  const elements = modelElements(context.rootElement);
  const left = hintsOf(elements).flatMap(([owner, hints]) =>
    hints.map(
      ({ found, instead, leftover }): ForeignHint => ({
        ...problemAt(owner, `${found}：${instead}。`),
        severity: 'warning',
        mend: leftover ? { kind: 'removeForeign', label: `删除 ${leftover}`, name: leftover } : null,
      }),
    ),
  );
  const rewritable = elements.flatMap((element) =>
    translatable(element).map(
      ({ from, to }): ForeignHint => ({
        ...problemAt(ownerOf(element), `条件「${from}」是其他引擎的写法，这里写作 ${to}。`),
        severity: 'warning',
        mend: { kind: 'replaceExpression', label: `改写为 ${to}`, from, to },
      }),
    ),
  );
  return [...rewritable, ...left];
}

/** A question that only an owner can answer, with the answer as something that the editor does at a click. */
export interface ImportQuestion extends Omit<DefinitionProblem, 'mend'> {
  mend:
    | { kind: 'workByPerson'; label: string; did: string }
    | { kind: 'runProcess'; label: string; id: string };
}

/** Which process runs, where a file has several; who does each task that a program of another engine did. */
export function importQuestions({ rootElement }: ModdleContext): ImportQuestion[] {
  const elements = modelElements(rootElement);
  const processes = elements.filter(
    ({ $type, flowElements }) =>
      $type === 'bpmn:Process' && Array.isArray(flowElements) && flowElements.length > 0,
  );
  const running = processes.find(({ isExecutable }) => isExecutable === true);
  const others = running ? processes.filter((one) => one !== running) : [];
  return [
    ...others.map((one): ImportQuestion => {
      const [name, now] = [one, running].map((process) => process?.name?.trim() || String(process?.id));
      return {
        ...problemAt(one, `图里有几个流程，执行的是「${now}」；「${name}」只作说明，不执行。`),
        mend: { kind: 'runProcess', label: `改为执行「${name}」`, id: String(one.id) },
      };
    }),
    ...codeTasksAmong(elements).map((task): ImportQuestion => {
      const did = describeCode(task);
      return {
        ...problemAt(task, `这个任务原来由其他引擎的程序做：${did}。请选由谁来做：人，或者这里的一个服务。`),
        mend: { kind: 'workByPerson', label: '改为由人办理', did },
      };
    }),
  ];
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
  const order = new Map([...byId.keys()].map((id, index) => [id, index]));
  const placeOf = ({ elementId }: ImportTask) => order.get(elementId) ?? -1;
  return [...tasks.values()].sort((a, b) => placeOf(a) - placeOf(b));
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
