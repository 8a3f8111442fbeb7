import { builtInHelp } from '../../../../bpmn/feel/help/index.js';
import type { Variable } from '../variable.js';

export interface Completion {
  title: string;
  detail: string;
  insert: string;
}

const maxCompletions = 12;

/** Words of FEEL that are no functions, with their meaning. */
const languageWords: readonly [insert: string, meaning: string][] = [
  ['now', '当前时间'],
  ['duration("PT4H")', '时长：4 小时'],
  ['and', '并且'],
  ['or', '或者'],
  ['if … then … else …', '按条件取值'],
  ['in', '属于其中之一'],
  ['null', '没有值'],
  ['true', '是'],
  ['false', '否'],
  ['some … in … satisfies …', '至少一个符合'],
  ['every … in … satisfies …', '每个都符合'],
];

const functions = builtInHelp.flatMap((group) =>
  group.functions.map(({ name, meaning }) => ({ title: `${name}()`, detail: meaning, insert: `${name}()` })),
);

/** Completions of the text before the cursor. Without a begun word there are some only when the person asked. */
export function completionsAt(
  text: string,
  cursor: number,
  variables: readonly Variable[],
  isAsked: boolean,
): { from: number; entries: Completion[] } {
  const before = text.slice(0, cursor);
  const values = valuesAfter(before, variables);
  if (values) return values;
  const word = /[\p{L}_][\p{L}\p{N}_]*$/u.exec(before)?.[0] ?? '';
  const from = cursor - word.length;
  const isQuoted = (text.slice(0, from).split('"').length - 1) % 2 === 1;
  if (isQuoted) return { from, entries: [] };
  if (text[from - 1] === '.')
    return {
      from,
      entries: partsOf(text.slice(0, from), variables).filter((offer) => matchesWord(offer, word)),
    };
  if (word === '' && !isAsked) return { from, entries: [] };
  return (
    functionsOfWords(before) ?? {
      from,
      entries: completionsOfNames(variables)
        .filter((offer) => matchesWord(offer, word))
        .slice(0, maxCompletions),
    }
  );
}

/** After `customer.` come the entries of the record, after the name of a table its columns. */
function partsOf(before: string, variables: readonly Variable[]): Completion[] {
  const names = /(?:[\p{L}_][\p{L}\p{N}_]*\.)+$/u.exec(before)?.[0].split('.').slice(0, -1) ?? [];
  const inside = (known: readonly Variable[], name: string) =>
    known.find((variable) => variable.name === name)?.fields ?? [];
  return names.length === 0 ? [] : names.reduce(inside, variables).map(completionOf).slice(0, maxCompletions);
}

function completionOf({ name, title, formTitle }: Variable): Completion {
  return { title: name, detail: [title, formTitle].filter(Boolean).join(' · '), insert: name };
}

/** Names of functions hold spaces: `round h` goes on to `round half up()`. */
function functionsOfWords(before: string): { from: number; entries: Completion[] } | null {
  for (const phrase of phrasesAtEnd(before)) {
    const entries = functions.filter(({ title }) => title.startsWith(phrase.toLowerCase()));
    if (entries.length > 0)
      return { from: before.length - phrase.length, entries: entries.slice(0, maxCompletions) };
  }
  return null;
}

/** The last words before the cursor, two or more, the longest phrase first. */
function phrasesAtEnd(before: string): string[] {
  const phrase = /[A-Za-z]+(?: [A-Za-z]+)+$/.exec(before)?.[0];
  if (!phrase) return [];
  const parts = phrase.split(' ');
  return parts.slice(0, -1).map((_, index) => parts.slice(index).join(' '));
}

/** After `outcome = ` come the values that the field of the form can have. */
function valuesAfter(
  before: string,
  variables: readonly Variable[],
): { from: number; entries: Completion[] } | null {
  const [, path = '', typed = ''] =
    /((?:[\p{L}_][\p{L}\p{N}_]*\.)*[\p{L}_][\p{L}\p{N}_]*)\s*!?=\s*("?[^"\s]*)$/u.exec(before) ?? [];
  const [name = '', ...parts] = path.split('.');
  const variable = parts.reduce<Variable | undefined>(
    (known, part) => known?.fields?.find((field) => field.name === part),
    variables.find((known) => known.name === name),
  );
  const values = variable?.values ?? [];
  if (values.length === 0) return null;
  const wanted = typed.replace(/"/g, '');
  const entries = values
    .map(({ value, title }) => ({ title, detail: JSON.stringify(value), insert: JSON.stringify(value) }))
    .filter(({ title, insert }) => insert !== typed && (title.includes(wanted) || insert.includes(wanted)));
  return { from: before.length - typed.length, entries };
}

function completionsOfNames(variables: readonly Variable[]): Completion[] {
  const byName = new Map<string, Variable>();
  for (const variable of variables) if (!byName.has(variable.name)) byName.set(variable.name, variable);
  return [
    ...[...byName.values()].map(completionOf),
    ...languageWords.map(([insert, meaning]) => ({ title: insert, detail: meaning, insert })),
    ...functions,
  ];
}

function matchesWord({ title, detail, insert }: Completion, word: string): boolean {
  return insert !== word && (title.toLowerCase().startsWith(word.toLowerCase()) || detail.includes(word));
}
