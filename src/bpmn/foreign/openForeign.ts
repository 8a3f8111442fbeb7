import { childrenOf, modelElements } from '../diagram.js';
import { type ModdleContext, type ModdleElement, parseDiagram } from '../parseDiagram.js';
import type { DefinitionProblem } from '../types.js';
import { translateForeign, writeDiagram } from './translateForeign.js';
import type { Translation } from './translation.js';
import { toolOf } from './vendors.js';

/** A diagram that was opened, with what had to be rewritten. */
export interface OpenedDiagram {
  refusal: null;
  tool: string | null;
  /** As it came when nothing was translated. */
  xml: string;
  hasDrawing: boolean;
  translated: Translation[];
  /** What the parser did not understand. */
  parserProblems: DefinitionProblem[];
  /** The process that is to run; `ownId` is the id that it came with. */
  process: { id: string; ownId: string; name: string | null };
}

/**
 * Opens a diagram of any tool as a draft: whatever can be translated without asking is; whether it can run is another
 * question (`checkDefinition`). Only hostile or broken files and those without a process are refused.
 * @param processKey the key that the process is to have; null: its own, spelt as keys are
 */
export async function openForeign(
  xml: string,
  processKey: string | null,
): Promise<OpenedDiagram | { refusal: string }> {
  const { context, problems } = await parseDiagram(xml);
  if (!context) return { refusal: problems[0]?.message ?? '文件不是可读的 BPMN 2.0 流程图。' };
  if (processesOf(context).length === 0) return { refusal: '文件里没有流程（process）。' };
  const ownIds = new Map(processesOf(context).map((one) => [one, String(one.id ?? '')]));
  const translated = translateForeign(context, processKey);
  const process = processesOf(context).find(({ isExecutable }) => isExecutable === true) as ModdleElement;
  const { diagrams } = context.rootElement;
  return {
    refusal: null,
    tool: toolOf(context.rootElement),
    xml: translated.length > 0 ? await writeDiagram(context) : xml,
    hasDrawing: Array.isArray(diagrams) && diagrams.length > 0,
    translated,
    parserProblems: problems,
    process: {
      id: String(process.id),
      ownId: ownIds.get(process) ?? '',
      name: process.name?.trim() || null,
    },
  };
}

/** Every element of a diagram; none when it can't be read. */
export async function elementsOf(xml: string): Promise<ModdleElement[]> {
  const { context } = await parseDiagram(xml);
  return context ? modelElements(context.rootElement) : [];
}

function processesOf({ rootElement }: ModdleContext): ModdleElement[] {
  return childrenOf(rootElement).filter(({ $type }) => $type === 'bpmn:Process');
}
