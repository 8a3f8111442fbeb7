import { JuelProblem } from './JuelProblem.js';

export interface Token {
  kind: 'number' | 'text' | 'name' | 'sign' | 'end';
  /** As written; of a text what it says; of an operator that is a word its sign. */
  value: string;
  /** Where it starts. */
  at: number;
}

/** One token after another: nothing is read twice, whatever the text. */
const tokenPattern =
  /\s+|(?<number>(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?)|(?<text>'(?:[^'\\]|\\[\s\S])*'|"(?:[^"\\]|\\[\s\S])*")|(?<name>[\p{L}_$][\p{L}\p{N}_$]*)|(?<sign>==|!=|<=|>=|&&|\|\||[-+*/%<>!?:.,()[\]=])/uy;

/** Operators that are words (Jakarta Expression Language 3.0, 1.16); `empty` has no sign. */
const wordSigns = new Map([
  ['eq', '=='],
  ['ne', '!='],
  ['gt', '>'],
  ['lt', '<'],
  ['ge', '>='],
  ['le', '<='],
  ['and', '&&'],
  ['or', '||'],
  ['not', '!'],
  ['div', '/'],
  ['mod', '%'],
  ['empty', 'empty'],
]);

/** @throws {JuelProblem} at the first character that starts no token */
export function readTokens(text: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    tokenPattern.lastIndex = at;
    const match = tokenPattern.exec(text);
    if (!match) throw new JuelProblem('unreadable', `第 ${at + 1} 个字符「${text.charAt(at)}」读不懂`);
    const token = tokenOf(match.groups as Groups, at);
    if (token) tokens.push(token);
    at += match[0].length;
  }
  return [...tokens, { kind: 'end', value: '', at }];
}

type Groups = Partial<Record<'number' | 'text' | 'name' | 'sign', string>>;

function tokenOf({ number, text, name, sign }: Groups, at: number): Token | null {
  if (number !== undefined) return { kind: 'number', value: number, at };
  if (text !== undefined) {
    return { kind: 'text', value: text.slice(1, -1).replaceAll(/\\([\\'"])/g, '$1'), at };
  }
  if (sign !== undefined) return { kind: 'sign', value: sign, at };
  if (name === undefined) return null;
  const word = wordSigns.get(name);
  return word === undefined ? { kind: 'name', value: name, at } : { kind: 'sign', value: word, at };
}
