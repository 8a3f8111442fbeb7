import { existsSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { widgets } from '../../src/forms/widgets/widgets.js';
import { parseSource, readSources, type SourceFile } from '../support/architecture/readSource.js';
import { constantText, isNode, lineOf, type SyntaxNode, walk } from '../support/architecture/syntaxTree.js';

const root = join(import.meta.dirname, '../..');
const partials = join(root, 'views/forms/partials');
const names = new Set(widgets.map(({ name }) => name));

/** Where forms are read, shown, edited and printed: what differs from widget to widget is asked of the widget. */
const areas = [
  'src/forms',
  'src/browser/forms',
  'src/browser/processes/formEditor',
  'src/modules/papers/model',
];
const rooms = /^src\/(browser\/)?forms\/widgets\//;

/** Words that are a widget's name by chance, and what they are there. */
const otherWords: Record<string, string> = {
  'src/browser/forms/proposeCategory.ts customer': 'a kind of record in the customer file',
  'src/browser/forms/proposeCategory.ts product': 'a kind of record in the customer file',
  'src/browser/processes/formEditor/controls.ts number': 'a type of HTML input',
  'src/browser/processes/formEditor/controls.ts text': 'a type of HTML input',
  'src/forms/schema/checkCompute.ts product': 'a kind of computation',
  'src/forms/schema/checkSchema.ts date': 'a format of JSON Schema',
  'src/forms/schema/compileSchema.ts date': 'a format of JSON Schema',
  'src/forms/schema/compileSchema.ts phone': 'a format of ours',
  'src/forms/variables/variableTypes.ts date': 'a format of JSON Schema',
  'src/forms/variables/variableTypes.ts number': 'a type of JSON Schema',
  'src/forms/web/formSubmission.ts attachments': 'the folder of the files',
  'src/modules/papers/model/checkReferences.ts photos': 'a kind of section',
  'src/modules/papers/model/checkReferences.ts text': 'a kind of section',
  'src/modules/papers/model/paperView.ts photos': 'a kind of section',
  'src/modules/papers/model/paperView.ts text': 'a kind of section',
};

/** Names of widgets written out, with their lines. */
function namedWidgets({ path, text, tree }: SourceFile): { word: string; line: number }[] {
  const meantOtherwise = new Set([...walk(tree)].flatMap(otherMeaning));
  return [...walk(tree)].flatMap((node) => {
    const name = constantText(node);
    if (name === null || !names.has(name) || meantOtherwise.has(node)) return [];
    return [{ word: `${path} ${name}`, line: lineOf(text, node.start) }];
  });
}

/** Texts in a form that the code declares, which names its widgets and types like any form file, and types of JavaScript. */
function otherMeaning(node: SyntaxNode): unknown[] {
  const declares = isNode(node.key) && ['widget', 'type', 'format'].includes(String(node.key.name));
  if (node.type === 'Property' && declares) return [node.value];
  const sides = node.type === 'BinaryExpression' ? [node.left, node.right] : [];
  return sides.some((side) => isNode(side) && side.operator === 'typeof') ? sides : [];
}

describe('everything about a widget is in one place', () => {
  test('no other code of forms names a widget', () => {
    const files = areas.flatMap((area) => readSources(root, area)).filter(({ path }) => !rooms.test(path));
    expect(files.length).toBeGreaterThan(80);
    const found = files.flatMap(namedWidgets);
    expect(found.filter(({ word }) => !(word in otherWords))).toEqual([]);
    const words = [...new Set(found.map(({ word }) => word))];
    expect(Object.keys(otherWords), 'an exception that is no longer needed').toEqual(words.sort());
  });

  test('the search finds a name that decides, and ignores a declared form', () => {
    const find = (text: string) => namedWidgets(parseSource('src/forms/x.ts', text)).length;
    expect(find(`if (widgetOf(schema).name === 'money') f();`)).toBe(1);
    expect(find(`switch (name) { case 'rows': break; case \`tree\`: break; }`)).toBe(2);
    expect(find(`if (typeof value === 'number') f();`)).toBe(0);
    expect(find(`const note = { type: 'number', 'x-ui': { widget: 'longText' } };`)).toBe(0);
  });

  test('each is in the list once, with its input and the summary that it declares', () => {
    expect(names.size).toBe(widgets.length);
    for (const { name, summary } of widgets) {
      expect(existsSync(join(partials, `widgets/${name}.hbs`)), name).toBe(true);
      if (summary) expect(existsSync(join(partials, `summary/${name}.hbs`)), name).toBe(true);
    }
    const inputs = readdirSync(join(partials, 'widgets')).map((file) => basename(file, '.hbs'));
    const others = inputs.filter((name) => !names.has(name));
    expect(others.sort(), 'what every number and every kept field is shown by').toEqual([
      'computed',
      'shown',
    ]);
  });
});
