import { RE2JS } from 're2js';

/** Why a pattern can't be run, in Chinese. */
export class PatternProblem extends Error {}

/** A pattern of JSON Schema on an engine whose time grows with the product of text and pattern, never beyond. */
export interface LinearPattern {
  /** Instructions of the compiled program: matching a text takes its length times this. */
  size: number;
  /** Whether some part of the text matches. */
  test(text: string): boolean;
}

const maxLength = 200;
const spaces = '\\t-\\r \\xA0\\u1680\\u2000-\\u200A\\u2028\\u2029\\u202F\\u205F\\u3000\\uFEFF';
const nonSpaces =
  '\\0-\\x08\\x0E-\\x1F!-\\x9F\\xA1-\\u167F\\u1681-\\u1FFF\\u200B-\\u2027\\u202A-\\u202E\\u2030-\\u205E\\u2060-\\u2FFF\\u3001-\\uFEFE\\uFF00-\\u{10FFFF}';
const surrogate = /\\u[dD][89a-fA-F]/;
const backReference = /\\[1-9k]/;
const lookAround = /\(\?<?[=!]/;
/** An escape, a class's beginning or end, or one character. */
const tokens = /\\[pP]\{[^}]*\}|\\.|\[\^?\]|\[\^?|./gsu;

/**
 * Compiles a regular expression as JSON Schema means it (ECMA 262 with the flag u). Back references and looking around
 * are not regular, so no linear engine runs them. @throws {PatternProblem}
 */
export function linearPattern(pattern: string): LinearPattern {
  if (pattern.length > maxLength) throw new PatternProblem(`太长，最多 ${maxLength} 个字符`);
  if (!isRegular(pattern)) throw new PatternProblem('不是正确的正则表达式');
  const plain = pattern.replace(/\\\\/g, '');
  if (backReference.test(plain)) throw new PatternProblem('不能使用反向引用（如 \\1）');
  if (surrogate.test(plain)) throw new PatternProblem('请直接书写字符，不用 \\uD83D 这样的半个字符');
  try {
    const program = RE2JS.compile(RE2JS.translateRegExp(toRe2Syntax(pattern)));
    return { size: program.programSize(), test: (text) => program.test(text) };
  } catch {
    if (lookAround.test(plain)) throw new PatternProblem('不能使用前后查找（如 (?=…)）');
    throw new PatternProblem('展开后过大，或含有不支持的写法，请简化');
  }
}

function isRegular(pattern: string): boolean {
  try {
    return Boolean(new RegExp(pattern, 'u'));
  } catch {
    return false;
  }
}

/**
 * Rewrites for RE2 what both dialects write alike but mean differently: spaces, `.`, empty classes, brackets in
 * classes, names of scripts.
 */
function toRe2Syntax(pattern: string): string {
  let inClass = false;
  return pattern.replace(tokens, (part) => {
    if (part === '\\s') return inClass ? spaces : `[${spaces}]`;
    if (part === '\\S') return inClass ? nonSpaces : `[${nonSpaces}]`;
    if (part.startsWith('\\p') || part.startsWith('\\P')) {
      return part.replace(/\{(?:Script|sc|General_Category|gc)=/, '{');
    }
    if (inClass) {
      if (part === '\\b') return '\\x08';
      if (part.endsWith(']') && part !== '\\]') inClass = false;
      return part.startsWith('[') ? `\\${part}` : part;
    }
    if (part === '.') return '[^\\n\\r\\u2028\\u2029]';
    if (part === '[]') return '[^\\0-\\u{10FFFF}]';
    if (part === '[^]') return '[\\0-\\u{10FFFF}]';
    if (part.startsWith('[')) inClass = true;
    return part;
  });
}
