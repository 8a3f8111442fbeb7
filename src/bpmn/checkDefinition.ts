import { checks } from './checks/index.js';
import { describeElements, formKeysOf } from './describeElements.js';
import {
  type Diagram,
  executableProcesses,
  type KnownReferences,
  problemAt,
  readDiagram,
} from './diagram.js';
import { type ParsedDiagram, parseDiagram } from './parseDiagram.js';
import { serializeProcess } from './serializeProcess.js';
import type { CheckedDefinition, DefinitionElement, DefinitionProblem } from './types.js';

/**
 * Reads a diagram and finds every reason why the engine could not run it as drawn. Parses once: `source` is the parsed
 * model for `loadDefinition`, empty when there are problems. Never throws on bad input.
 * @param known what exists outside the diagram that it may name
 */
export async function checkDefinition(xml: string, known: KnownReferences): Promise<CheckedDefinition> {
  return checkParsed(await parseDiagram(xml), known);
}

/** The same for a diagram that is parsed already; it is of no use afterwards. */
export async function checkParsed(
  { context, problems: faults }: ParsedDiagram,
  known: KnownReferences,
): Promise<CheckedDefinition> {
  if (!context) return refused(faults);
  const problems = [...faults];
  const processes = executableProcesses(context);
  const [process] = processes;
  if (processes.length !== 1 || !process) {
    return refused([
      ...problems,
      problemAt(null, `必须恰好有一个可执行的流程，现有 ${processes.length} 个。`),
    ]);
  }
  const diagram = readDiagram(context, process);
  problems.push(...checks.flatMap((check) => check(diagram, known)));
  const elements = describeElements(diagram);
  const isWarning = ({ severity }: DefinitionProblem) => severity === 'warning';
  const errors = problems.filter((problem) => !isWarning(problem));
  return {
    key: String(process.id),
    name: process.name?.trim() || String(process.id),
    problems: withoutRepeats(errors),
    warnings: withoutRepeats(problems.filter(isWarning)),
    source: errors.length === 0 ? await serializeProcess(diagram) : '',
    elements,
    ...formsOf(diagram, elements),
  };
}

function formsOf({ nodes, process }: Diagram, elements: DefinitionElement[]) {
  const start = nodes.find(
    (node) => node.type === 'StartEvent' && node.scopeId === process.id && node.event === null,
  );
  return {
    formKeys: formKeysOf(elements),
    startFormKey: typeof start?.element.formKey === 'string' ? start.element.formKey : null,
  };
}

function refused(problems: DefinitionProblem[]): CheckedDefinition {
  return {
    key: '',
    name: '',
    problems,
    warnings: [],
    source: '',
    elements: [],
    formKeys: [],
    startFormKey: null,
  };
}

/** Nobody reads more. */
const mostProblems = 500;

function withoutRepeats(problems: DefinitionProblem[]): DefinitionProblem[] {
  const seen = new Set<string>();
  const found = problems.filter(({ elementId, message }) => {
    const key = `${elementId}\0${message}`;
    return !seen.has(key) && seen.add(key);
  });
  if (found.length <= mostProblems) return found;
  const rest = `还有 ${found.length - mostProblems} 处没有列出，请先改正列出的。`;
  return [...found.slice(0, mostProblems), problemAt(null, rest)];
}
