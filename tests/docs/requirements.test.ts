import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { describeElements } from '../../src/bpmn/describeElements.js';
import { executableProcesses, readDiagram } from '../../src/bpmn/diagram.js';
import { parseDiagram } from '../../src/bpmn/parseDiagram.js';
import { serviceRules } from '../../src/modules/processes/model/serviceRules.js';
import { splitCommaList } from '../../src/platform/splitCommaList.js';
import { codeWords, readDocuments, root, sectionsOf } from '../support/documents/readDocuments.js';

const sections = sectionsOf(readDocuments().get('docs/requirements.md')!);
const ruleOf = (heading: string) => heading.split(' ')[0]!;
const linesOf = (section: string, kind: string) =>
  section.split('\n').filter((line) => line.startsWith(`- ${kind}`));

/** A rule's id, not the `R3/PT1H` of a repeated timer, nor letters of a word or an encoded picture. */
const citation = /(?<![\w/+=$-])R\d{1,2}(?![\w/+=])/g;

test('the rules are those that diagrams may name, in their order', () => {
  expect([...sections.keys()]).toEqual(Object.entries(serviceRules).map((rule) => rule.join(' ')));
});

/** What tests call a rule that nobody made. */
const unknownRule = 'R99';

test.each(['src', 'processes', 'forms', 'papers', 'views', 'tests'])('%s cites no other rule', (folder) => {
  const known = new Set([...Object.keys(serviceRules), unknownRule]);
  const cited = filesBelow(folder).flatMap((path) => [
    ...new Set(readFileSync(join(root, path), 'utf8').match(citation)),
  ]);
  expect(cited.filter((rule) => !known.has(rule))).toEqual([]);
});

test('the elements are those whose property names the rule', async () => {
  const told = [...sections].flatMap(([heading, section]) =>
    linesOf(section, 'Diagram').flatMap((line) => {
      const [process, ...elements] = codeWords(line);
      return elements.map((element) => `${ruleOf(heading)} ${process} ${element}`);
    }),
  );
  const served = await Promise.all(filesBelow('processes').filter(isDiagram).map(servedBy));
  expect(told.sort()).toEqual(served.flat().sort());
});

describe.each([...sections])('%s', (_heading, section) => {
  test('names forms that are there', () => {
    const forms = linesOf(section, 'Forms').flatMap(codeWords);
    expect(forms.filter((key) => !existsSync(join(root, 'forms', `${key}.schema.json`)))).toEqual([]);
  });

  test('is tested', () => {
    const tests = linesOf(section, 'Tests').flatMap(codeWords);
    expect(tests.length).toBeGreaterThan(0);
    expect(tests.filter((path) => !path.endsWith('.test.ts'))).toEqual([]);
  });
});

const isDiagram = (path: string) => path.endsWith('.bpmn');

/** `R9 remote-service confirmWithCustomer` for each element and rule of a diagram. */
async function servedBy(path: string): Promise<string[]> {
  const { context } = await parseDiagram(readFileSync(join(root, path), 'utf8'));
  const [process] = executableProcesses(context!);
  return describeElements(readDiagram(context!, process!)).flatMap(({ id, properties }) =>
    splitCommaList(properties.rules).map((rule) => `${rule} ${process!.id} ${id}`),
  );
}

function filesBelow(folder: string): string[] {
  return (readdirSync(join(root, folder), { recursive: true }) as string[])
    .filter((name) => /\.(ts|hbs|bpmn|json)$/.test(name))
    .map((name) => join(folder, name));
}
