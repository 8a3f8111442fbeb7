import { createRequire } from 'node:module';
import type { JSONVisitor, ParseErrorCode } from 'jsonc-parser';

// A UMD file, whose default import Node and other loaders understand differently.
const jsonc: typeof import('jsonc-parser') = createRequire(import.meta.url)('jsonc-parser');

/** A key, or a position in a list. */
export type Path = readonly (string | number)[];

export interface JsonDocument {
  value: unknown;
  /** The line on which the value at a path begins; when there is none, that of its nearest owner. */
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
const notJson = '此处不是正确的 JSON（检查引号、逗号和括号）';

/** Reads JSON and remembers the line of every value; names may stand once and never be `__proto__`. @throws {JsonProblem} */
export function readJson(text: string): JsonDocument {
  const lines = new Map<string, number>();
  jsonc.visit(text, lineRecorder(text, lines), { disallowComments: true, allowTrailingComma: false });
  return {
    value: parse(text),
    lineOf(path) {
      for (let length = path.length; length >= 0; length -= 1) {
        const line = lines.get(keyOf(path.slice(0, length)));
        if (line !== undefined) return line;
      }
      return 1;
    },
  };
}

/** Records lines and stops at the first thing that is not allowed. The parser counts lines from 0. */
function lineRecorder(text: string, lines: Map<string, number>): JSONVisitor {
  const open: Set<string>[] = [];
  const note = (line: number, path: Path) => {
    if (path.length > maxDepth) throw new JsonProblem('嵌套过深', line + 1);
    lines.set(keyOf(path), line + 1);
  };
  return {
    onObjectBegin(_offset, _length, line, _character, path) {
      note(line, path());
      open.push(new Set());
    },
    onObjectEnd: () => void open.pop(),
    onArrayBegin: (_offset, _length, line, _character, path) => note(line, path()),
    onLiteralValue: (_value, _offset, _length, line, _character, path) => note(line, path()),
    onObjectProperty(name, _offset, _length, line) {
      if (name === '__proto__') throw new JsonProblem('不能使用名称 __proto__', line + 1);
      const names = open.at(-1);
      if (names?.has(name)) throw new JsonProblem(`名称 ${name} 出现了两次`, line + 1);
      names?.add(name);
    },
    onError(code, offset, length, line) {
      throw new JsonProblem(
        explainParseError(code, text.slice(offset, offset + Math.min(length, 40))),
        line + 1,
      );
    },
  };
}

// ParseErrorCode is a const enum, which a build file by file can't read.
const expected: Record<number, string> = {
  3: '加引号的名称',
  4: '一个值',
  5: '冒号',
  6: '逗号或结尾的括号',
  7: ' }',
  8: ' ]',
};
const endOfFileExpected = 9;

function explainParseError(code: ParseErrorCode, found: string): string {
  const what = expected[code];
  if (found === '') return '内容不完整，缺少结尾的括号或值';
  if (code === (endOfFileExpected as ParseErrorCode)) return `此处多出了 ${found}`;
  return what === undefined ? notJson : `此处应为${what}，却是 ${found}`;
}

/** Parses with the platform's parser, so that nothing passes here that fails elsewhere. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new JsonProblem(notJson, 1);
  }
}

function keyOf(path: Path): string {
  return JSON.stringify(path);
}
