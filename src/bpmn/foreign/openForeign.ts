import { childrenOf, modelElements } from '../diagram.js';
import {
  type ModdleContext,
  type ModdleElement,
  parseDiagram,
  refuseHostile,
  writeDiagram,
} from '../parseDiagram.js';
import type { DefinitionProblem } from '../types.js';
import type { NewWorker } from './codeTasks.js';
import { hasDrawing, layOut } from './layOut.js';
import { lostSince, type Repair, repairFile } from './repair/repairFile.js';
import { translateForeign } from './translateForeign.js';
import type { Translation } from './translation.js';
import { toolOf } from './vendors.js';

/** A diagram that was opened, with what had to be rewritten. */
export interface OpenedDiagram {
  refusal: null;
  tool: string | null;
  /** As it came when nothing had to be changed. */
  xml: string;
  /** Whether the file says where its elements are drawn. */
  hasDrawing: boolean;
  /** It does not, and a drawing was made. */
  isLaidOut: boolean;
  translated: Translation[];
  /** What the file says and the draft can't keep. */
  lost: Lost[];
  /** What the parser did not understand. */
  parserProblems: DefinitionProblem[];
  /** The process that is to run; `ownId` is the id that it came with. */
  process: { id: string; ownId: string; name: string | null };
}

/** Something of a file that is not in the draft. */
export type Lost = Omit<Repair, 'replacement'>;

/**
 * Opens a diagram of any tool as a draft: whatever can be repaired or translated without asking is; whether it can run is
 * another question (`checkDefinition`). Only hostile or broken files and those without a process are refused.
 * @param processKey the key that the process is to have; null: its own, spelt as keys are
 * @param worker who gets the tasks that another engine did by its own programs; null: they stay as they are
 */
export async function openForeign(
  source: string,
  processKey: string | null,
  worker: NewWorker | null = null,
): Promise<OpenedDiagram | { refusal: string }> {
  const hostile = refuseHostile(source);
  if (hostile[0]) return { refusal: hostile[0].message };
  const { xml: repaired, repairs, root } = repairFile(source);
  const { context, numbered, problems } = await parseDiagram(repaired);
  if (!context) return { refusal: problems[0]?.message ?? '文件不是可读的 BPMN 2.0 流程图。' };
  const ids = new Map(processesOf(context).map((one) => [one, String(one.id ?? '')]));
  if (ids.size === 0) return { refusal: '文件里没有流程（process）。' };
  const translated = [
    ...repairs.flatMap(({ replacement, ...repair }) =>
      replacement === null ? [] : [{ ...repair, replacement }],
    ),
    ...ofNumbered(numbered),
    ...translateForeign(context, processKey, worker),
  ];
  const process = processesOf(context).find(({ isExecutable }) => isExecutable === true) as ModdleElement;
  const isDrawn = hasDrawing(context);
  const drawn = isDrawn ? null : await layOut(context, process);
  const written = drawn ?? (await writeDiagram(context));
  const isAsItCame = translated.length === 0 && repaired === source && drawn === null;
  return {
    refusal: null,
    tool: toolOf(context.rootElement),
    xml: isAsItCame ? source : written,
    hasDrawing: isDrawn,
    isLaidOut: drawn !== null,
    translated,
    lost: [
      ...repairs.filter(({ replacement }) => replacement === null),
      ...(root ? lostSince(root, written) : []),
    ],
    parserProblems: problems,
    process: { id: String(process.id), ownId: ids.get(process) ?? '', name: process.name?.trim() || null },
  };
}

/** One line for each kind of what was numbered. */
function ofNumbered(numbered: readonly ModdleElement[]): Translation[] {
  const byType = new Map<string, ModdleElement[]>();
  for (const element of numbered) byType.set(element.$type, [...(byType.get(element.$type) ?? []), element]);
  return [...byType].map(([type, all]) => ({
    elementId: all[0]?.id ?? null,
    elementName: all[0]?.name ?? null,
    found: `${all.length} 个 ${type.replace('bpmn:', '')} 没有编号`,
    replacement: all.length === 1 ? String(all[0]?.id) : `${all[0]?.id} 起逐个编号`,
  }));
}

/** Every element of a diagram; none when it can't be read. */
export async function elementsOf(xml: string): Promise<ModdleElement[]> {
  const { context } = await parseDiagram(xml);
  return context ? modelElements(context.rootElement) : [];
}

function processesOf({ rootElement }: ModdleContext): ModdleElement[] {
  return childrenOf(rootElement).filter(({ $type }) => $type === 'bpmn:Process');
}
