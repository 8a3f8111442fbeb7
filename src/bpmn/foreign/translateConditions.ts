import { feelOf, feelProblem } from '../expressions/feelText.js';
import type { ModdleElement } from '../parseDiagram.js';
import { juelToFeel } from './juelToFeel.js';
import { setAttribute, type Translator, templateFrom } from './translation.js';
import { engineAttributes } from './vendors.js';

const templateProperties = ['assignee', 'candidateGroups', 'dueDate', 'priority'];
const conditions = ['conditionExpression', 'completionCondition', 'loopCardinality'];
const timerExpressions = ['timeDuration', 'timeDate', 'timeCycle'];
/** Languages whose simple comparisons read like JUEL. */
const juelLanguage = /java\b|mvel|juel|^$/i;

/** Conditions of flows and loops, in whatever language, as FEEL. */
export const translateConditions: Translator = (element, tell) => {
  for (const name of conditions) {
    const expression = element[name] as ModdleElement | undefined;
    const { body, language } = conditionOf(expression);
    if (!expression || body === '') continue;
    const feel = feelFrom(body, language);
    if (feel === null || (feel === body && !expression.language)) continue;
    expression.body = feel;
    delete expression.language;
    const at = element.$type === 'bpmn:SequenceFlow' ? element : element.$parent;
    tell(`条件：${body}`, feel, at);
  }
};

/** Expressions in attributes and timers, written as Camunda 7 and 8 write them. */
export const translateExpressions: Translator = (element, tell) => {
  for (const name of templateProperties) {
    const text = element[name];
    const inner = typeof text === 'string' ? feelOf(text) : null;
    const now = inner !== null && feelProblem(inner) !== null ? templateFrom(text) : null;
    if (now === null) continue;
    setAttribute(element, `camunda:${name}`, now);
    tell(`表达式：${String(text)}`, now);
  }
  for (const name of timerExpressions) {
    const expression = element[name] as ModdleElement | undefined;
    if (typeof expression?.body !== 'string' || !expression.body.trim().startsWith('=')) continue;
    const now = templateFrom(expression.body) as string;
    tell(`定时：${expression.body.trim()}`, now, element.$parent);
    expression.body = now;
  }
};

/** What stands at an element in another engine's expressions still, because it could not be translated. */
export function untranslated(element: ModdleElement): { label: string; text: string; problem: string }[] {
  const bodies = conditions
    .map((name) => conditionOf(element[name] as ModdleElement | undefined))
    .filter(({ body, language }) => body !== '' && feelFrom(body, language) === null)
    .map(({ body }) => ({ label: '条件', text: body }));
  const foreign: Record<string, unknown> = engineAttributes(element);
  const attributes = templateProperties.flatMap((name) => {
    const text = element[name] ?? foreign[name];
    return typeof text === 'string' && /^\s*[$#]\{/.test(text) ? [{ label: name, text }] : [];
  });
  return [...bodies, ...attributes].flatMap(({ label, text }) => {
    const translation = juelToFeel(text);
    // What neither engine can read is told by the check of expressions.
    if (translation.feel !== null || translation.fault === 'unreadable') return [];
    // FEEL reads a method's call too, as that of a function in a context; there are none in a ticket.
    const inner = feelOf(text);
    const isFeel = translation.fault !== 'javaMethod' && inner !== null && feelProblem(inner) === null;
    return isFeel ? [] : [{ label, text, problem: translation.problem }];
  });
}

function conditionOf(expression: ModdleElement | undefined): { body: string; language: string } {
  const body = typeof expression?.body === 'string' ? expression.body.trim() : '';
  return { body, language: String(expression?.language ?? '') };
}

function feelFrom(body: string, language: string): string | null {
  const zeebe = /^=([\s\S]*)$/.exec(body)?.[1]?.trim();
  if (zeebe !== undefined) return feelProblem(zeebe) === null ? zeebe : null;
  if (/feel/i.test(language)) return body;
  if (!juelLanguage.test(language)) return null;
  if (language === '' && feelProblem(body) === null) return body;
  return juelToFeel(body).feel;
}
