/** A key, or a position in a list. */
export type Path = readonly (string | number)[];

export interface JsonDocument {
  value: unknown;
  /** The line on which the value at a path begins; of its nearest owner when there is none. */
  lineOf(path: Path): number;
}

/** Text that is no JSON: the reason in Chinese, and where. */
export class JsonProblem extends Error {
  constructor(
    message: string,
    readonly line: number,
  ) {
    super(message);
  }
}

const maxDepth = 12;
const tokens =
  /[ \t\r\n]*(?:([{}[\]:,])|("(?:[^"\\\p{Cc}]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*")|(-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)|(true|false|null))/uy;

interface Token {
  text: string;
  kind: 'mark' | 'string' | 'plain';
  line: number;
}

/** Reads JSON and remembers the line of every value. @throws {JsonProblem} */
export function readJson(text: string): JsonDocument {
  const lines = new Map<string, number>();
  const reader = { tokens: tokenize(text), position: 0, lines };
  const value = readValue(reader, []);
  const rest = reader.tokens[reader.position];
  if (rest) throw new JsonProblem(`此处多出了 ${rest.text}`, rest.line);
  return {
    value,
    lineOf(path) {
      for (let length = path.length; length >= 0; length -= 1) {
        const line = lines.get(keyOf(path.slice(0, length)));
        if (line !== undefined) return line;
      }
      return 1;
    },
  };
}

function tokenize(text: string): Token[] {
  const found: Token[] = [];
  const end = text.trimEnd().length;
  const lineAt = lineCounter(text);
  tokens.lastIndex = 0;
  while (tokens.lastIndex < end) {
    const start = tokens.lastIndex;
    const match = tokens.exec(text);
    if (!match)
      throw new JsonProblem('此处不是正确的 JSON（检查引号、逗号和括号）', lineAt(skipSpace(text, start)));
    const [whole, mark, string, ...plain] = match;
    const kind = mark ? 'mark' : string ? 'string' : 'plain';
    const token = mark ?? string ?? (plain.find(Boolean) as string);
    found.push({ text: token, kind, line: lineAt(start + whole.length - token.length) });
  }
  return found;
}

function skipSpace(text: string, start: number): number {
  return start + (/^\s*/.exec(text.slice(start))?.[0].length ?? 0);
}

/** Counts onwards from the last question: positions only grow. */
function lineCounter(text: string): (position: number) => number {
  let [line, at] = [1, 0];
  return (position) => {
    for (; at < position; at += 1) if (text[at] === '\n') line += 1;
    return line;
  };
}

interface Reader {
  tokens: Token[];
  position: number;
  lines: Map<string, number>;
}

function readValue(reader: Reader, path: Path): unknown {
  const token = next(reader);
  if (path.length > maxDepth) throw new JsonProblem('嵌套过深', token.line);
  reader.lines.set(keyOf(path), token.line);
  if (token.text === '{') return readObject(reader, path);
  if (token.text === '[') return readList(reader, path);
  if (token.kind === 'mark') throw new JsonProblem(`此处应为一个值，却是 ${token.text}`, token.line);
  return JSON.parse(token.text);
}

function readObject(reader: Reader, path: Path): Record<string, unknown> {
  const object: Record<string, unknown> = {};
  if (skip(reader, '}')) return object;
  do {
    const { text, kind, line } = next(reader);
    if (kind !== 'string') throw new JsonProblem(`此处应为加引号的名称，却是 ${text}`, line);
    const key = JSON.parse(text) as string;
    if (key === '__proto__') throw new JsonProblem('不能使用名称 __proto__', line);
    if (Object.hasOwn(object, key)) throw new JsonProblem(`名称 ${key} 出现了两次`, line);
    expectMark(reader, ':');
    object[key] = readValue(reader, [...path, key]);
  } while (skip(reader, ','));
  expectMark(reader, '}');
  return object;
}

function readList(reader: Reader, path: Path): unknown[] {
  const list: unknown[] = [];
  if (skip(reader, ']')) return list;
  do list.push(readValue(reader, [...path, list.length]));
  while (skip(reader, ','));
  expectMark(reader, ']');
  return list;
}

function next(reader: Reader): Token {
  const token = reader.tokens[reader.position];
  if (!token) throw new JsonProblem('内容不完整，缺少结尾的括号或值', reader.tokens.at(-1)?.line ?? 1);
  reader.position += 1;
  return token;
}

function skip(reader: Reader, mark: string): boolean {
  const token = reader.tokens[reader.position];
  if (token?.kind !== 'mark' || token.text !== mark) return false;
  reader.position += 1;
  return true;
}

function expectMark(reader: Reader, mark: string): void {
  const { text, line } = next(reader);
  if (text !== mark) throw new JsonProblem(`此处应为 ${mark}，却是 ${text}`, line);
}

function keyOf(path: Path): string {
  return JSON.stringify(path);
}
