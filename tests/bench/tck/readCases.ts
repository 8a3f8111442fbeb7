import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { isLiteral, type Model, readModel } from './model.js';
import { child, children, type Element, readXml } from './xml.js';

/** One result that the TCK expects of one decision for one set of inputs. */
export interface TckResult {
  group: string;
  id: string;
  model: Model;
  decision: string;
  inputs: Element[];
  /** Null for a result of which only an error is expected. */
  expected: Element | undefined;
}

/** All results of literal decisions below the folder, and how many results there are in all. */
export function readResults(folder: string): { literal: TckResult[]; all: number } {
  const literal: TckResult[] = [];
  let all = 0;
  for (const file of filesBelow(folder).filter((path) => path.endsWith('.xml'))) {
    const cases = readXml(readFileSync(file, 'utf8'));
    if (cases.name !== 'testCases') continue;
    const model = readModelBeside(file, cases);
    for (const testCase of children(cases, 'testCase')) {
      for (const node of children(testCase, 'resultNode')) {
        all += 1;
        const id = model && decisionOf(model, testCase, node);
        if (model && id) literal.push(toResult(file, testCase, node, model, id));
      }
    }
  }
  return { literal, all };
}

function toResult(file: string, testCase: Element, node: Element, model: Model, decision: string): TckResult {
  return {
    group: file.split('/').at(-2) ?? '',
    id: `${testCase.attributes.id}/${node.attributes.name}`,
    model,
    decision,
    inputs: children(testCase, 'inputNode'),
    expected: child(node, 'expected'),
  };
}

function decisionOf(model: Model, testCase: Element, node: Element): string | null {
  if ((testCase.attributes.type ?? 'decision') !== 'decision') return null;
  const found = [...model.decisions].find(([, { name }]) => name === node.attributes.name);
  return found && isLiteral(model, found[0]) ? found[0] : null;
}

function readModelBeside(file: string, cases: Element): Model | null {
  const name = child(cases, 'modelName')?.text.trim() ?? '';
  try {
    return readModel(readXml(readFileSync(join(file, '..', name), 'utf8')));
  } catch {
    return null;
  }
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder)
    .map((name) => join(folder, name))
    .flatMap((path) => (statSync(path).isDirectory() ? filesBelow(path) : [path]));
}
