import { InvalidFormDefinition } from '../../platform/errors.js';
import { parseForm } from './parseForm.js';
import { type JsonDocument, JsonProblem, type Path, readJson } from './readJson.js';

/** Why a text can't be used as a form, and where to look. */
export interface FormProblem {
  line: number;
  message: string;
}

/** The first thing that keeps a text from being a form; null when it is one. */
export function findFormProblem(key: string, text: string): FormProblem | null {
  let document: JsonDocument | null = null;
  try {
    document = readJson(text);
    parseForm(`${key}.schema.json`, text);
    return null;
  } catch (error) {
    if (error instanceof JsonProblem) return { line: error.line, message: `${error.message}。` };
    if (!(error instanceof InvalidFormDefinition) || document === null) throw error;
    return { line: document.lineOf(placeOf(error.path ?? '', document)), message: `${error.reason}。` };
  }
}

/** The path of a field (`partsUsed.amount`) in the JSON of its form. */
function placeOf(field: string, { value }: JsonDocument): Path {
  const names = field === '' ? [] : field.split('.');
  const path: (string | number)[] = [];
  let node = value as Record<string, unknown> | undefined;
  for (const name of names) {
    const isTable = path.length > 0 && typeof node?.items === 'object';
    if (isTable) node = node?.items as Record<string, unknown>;
    path.push(...(isTable ? ['items'] : []), 'properties', name);
    node = (node?.properties as Record<string, Record<string, unknown>> | undefined)?.[name];
  }
  return path;
}
