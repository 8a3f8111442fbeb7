import { childrenOf } from './diagram.js';
import { parseDiagram } from './parseDiagram.js';

/** What a diagram is before anybody asks whether it can run. */
export type DiagramInspection =
  | { refusal: string }
  | { refusal: null; processes: { id: string; name: string | null; isExecutable: boolean }[] };

/**
 * Reads a diagram only so far as to keep it: hostile or broken files and those without a process are refused with a
 * reason in Chinese; whether the engine could run it is another question (`checkDefinition`).
 */
export async function inspectDiagram(xml: string): Promise<DiagramInspection> {
  const { context, problems } = await parseDiagram(xml);
  if (!context) return { refusal: problems[0]?.message ?? '文件不是可读的 BPMN 2.0 流程图。' };
  const processes = childrenOf(context.rootElement).filter(({ $type }) => $type === 'bpmn:Process');
  if (processes.length === 0) return { refusal: '流程图中没有流程（process）。' };
  return {
    refusal: null,
    processes: processes.map(({ id, name, isExecutable }) => ({
      id: String(id ?? ''),
      name: typeof name === 'string' && name.trim() !== '' ? name : null,
      isExecutable: isExecutable === true,
    })),
  };
}
