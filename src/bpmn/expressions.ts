import { evaluate, parseExpression } from '@bpmn-io/feelin';
import { DateTime, Duration } from 'luxon';
import { EngineError } from '../platform/errors.js';
import type { Variables } from './types.js';

/** Whole-attribute expression: `${FEEL}`. */
const wholeExpression = /^\s*\$\{([\s\S]*)\}\s*$/;

/** Functions whose value depends on the wall clock: `now` is a variable here, so that a step can be repeated. */
const clockFunctions = new Set(['now', 'today']);

/** The FEEL inside `${…}`, or null when the text is literal. */
export function feelOf(text: string): string | null {
  return wholeExpression.exec(text)?.[1]?.trim() ?? null;
}

/** Why the text is no FEEL expression, as a Chinese clause; null when it is one. */
export function feelProblem(text: string): string | null {
  if (text.trim() === '') return '表达式是空的';
  if (text.includes('${')) return '这里直接写 FEEL 表达式，不要加美元符号和花括号';
  let problem: string | null = null;
  parseExpression(text, {}, undefined).iterate({
    enter(node) {
      if (problem) return false;
      const part = text.slice(node.from, node.to);
      if (node.type.isError) problem = `第 ${node.from + 1} 个字符附近写法有误`;
      else if (node.name === 'SimplePositiveUnaryTest' && /^\s*=/.test(part))
        problem = '相等请写一个等号（=）';
      else if (node.name === 'FunctionInvocation' && clockFunctions.has(part.split('(')[0]?.trim() ?? ''))
        problem = `不能调用 ${part}，当前时间请用变量 now`;
      return undefined;
    },
  });
  return problem;
}

/**
 * Evaluates FEEL over the variables.
 * @throws {EngineError} when the expression can't be evaluated, tied to the element
 */
export function evaluateFeel(text: string, scope: Variables, elementId: string): unknown {
  return evaluateWithWarnings(text, scope, elementId).value;
}

/**
 * Evaluates a condition: only true and false are answers; null (a missing variable) never chooses a way silently.
 * @throws {EngineError}
 */
export function evaluateCondition(text: string, scope: Variables, elementId: string): boolean {
  const { value, missing } = evaluateWithWarnings(text, scope, elementId);
  if (typeof value === 'boolean') return value;
  const shown = value === null || value === undefined ? '空值' : JSON.stringify(value);
  throw new EngineError(elementId, `条件「${text}」的结果是${shown}，不是“是”或“否”。${missing}`);
}

/** FEEL temporal values become ISO 8601 text (instants in UTC), nested ones too: what leaves the engine is JSON. */
export function toJson(value: unknown): unknown {
  if (value === undefined || value === null || typeof value === 'function') return null;
  if (DateTime.isDateTime(value)) return value.toUTC().toISO();
  if (Duration.isDuration(value)) return value.toISO();
  if (Array.isArray(value)) return value.map(toJson);
  if (typeof value === 'object') {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, toJson(item)]));
  }
  return value;
}

function evaluateWithWarnings(text: string, scope: Variables, elementId: string) {
  try {
    const { value, warnings } = evaluate(text, mentioned(text, scope));
    const missing = warnings.find((warning) => warning.type === 'NO_VARIABLE_FOUND');
    const name = missing && /'(.*)'/.exec(missing.message)?.[1];
    return { value: value as unknown, missing: name ? `没有数据项 ${name}。` : '' };
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    throw new EngineError(elementId, `表达式「${text}」无法计算：${detail}`);
  }
}

/** The parser walks its whole context, so it is given only the variables whose names occur in the text. */
function mentioned(text: string, scope: Variables): Variables {
  const context: Variables = {};
  for (const name in scope) if (text.includes(name)) context[name] = scope[name];
  return context;
}
