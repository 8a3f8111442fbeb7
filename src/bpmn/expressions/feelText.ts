import { compile, describeLimit, FeelLimit, FeelSyntaxError } from '../feel/index.js';

/** Whole-attribute expression: `${FEEL}`. */
const wholeExpression = /^\s*\$\{([\s\S]*)\}\s*$/;

/** The FEEL inside `${…}`, or null when the text is literal. */
export function feelOf(text: string): string | null {
  return wholeExpression.exec(text)?.[1]?.trim() ?? null;
}

/** Why the text is no FEEL expression, as a Chinese clause; null when it is one. */
export function feelProblem(text: string): string | null {
  if (text.trim() === '') return '表达式是空的';
  if (text.includes('${')) return '这里直接写 FEEL 表达式，不要加美元符号和花括号';
  try {
    compile(text);
    return null;
  } catch (error) {
    return unreadable(error);
  }
}

/** What keeps a text from being compiled, as a Chinese clause. @throws what is no fault of the text */
export function unreadable(error: unknown): string {
  if (error instanceof FeelLimit) return describeLimit(error);
  if (!(error instanceof FeelSyntaxError)) throw error;
  const { text, from } = error;
  if (text.startsWith('==', from - 1) || text.startsWith('==', from)) return '相等请写一个等号（=）';
  return `第 ${from + 1} 个字符附近写法有误`;
}
