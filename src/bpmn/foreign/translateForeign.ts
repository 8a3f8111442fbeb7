import { modelElements } from '../diagram.js';
import { feelLanguage } from '../feel/language.js';
import type { ModdleContext, ModdleElement } from '../parseDiagram.js';
import { type NewWorker, replaceCode } from './codeTasks.js';
import { translateConditions, translateExpressions } from './translateConditions.js';
import { chooseProcess, type Tell, typeTasks } from './translateProcess.js';
import { translateCalls, translateLoops, translateServices, translateWork } from './translateWork.js';
import type { Translation, Translator } from './translation.js';

const translators: Translator[] = [
  translateWork,
  translateServices,
  translateCalls,
  translateLoops,
  translateConditions,
  translateExpressions,
];

/**
 * Writes what other tools say in their own words in those that run here, wherever that can be done without asking. What
 * was there stays in the file.
 * @param processKey the key that the process is to have; null: its own, spelt as keys are
 * @param worker who gets the tasks of code; null: they stay, for a person to decide on each
 */
export function translateForeign(
  context: ModdleContext,
  processKey: string | null,
  worker: NewWorker | null,
): Translation[] {
  const translated: Translation[] = [];
  const tellAt = (element: ModdleElement) => (found: string, replacement: string, at?: ModdleElement) => {
    const { id, name } = at ?? element;
    translated.push({ elementId: id ?? null, elementName: name ?? null, found, replacement });
  };
  const { rootElement: root } = context;
  declareLanguage(root, tellAt(root));
  chooseProcess(root, processKey, tellAt(root));
  typeTasks(modelElements(root), tellAt(root));
  for (const element of modelElements(root)) {
    for (const translate of translators) translate(element, tellAt(element));
  }
  if (worker) replaceCode(root, worker, tellAt(root));
  return translated;
}

/** Conditions without a language of their own are in that of the whole file. */
function declareLanguage(root: ModdleElement, tell: Tell): void {
  const { expressionLanguage: declared, $descriptor } = root;
  // Where a file declares none, the reader says what the standard says then.
  const isDeclared = declared !== $descriptor.propertiesByName.expressionLanguage?.default;
  if (isDeclared && declared !== feelLanguage) tell(`默认的表达式语言 ${String(declared)}`, 'FEEL');
  root.expressionLanguage = feelLanguage;
}
