import { feelOf, feelProblem } from '../expressions/feelText.js';
import type { ModdleElement } from '../parseDiagram.js';
import { extensionsOf } from '../readModel.js';
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
    const now = anew(element[name]);
    if (now === null) continue;
    tell(`表达式：${String(element[name])}`, now);
    setAttribute(element, `camunda:${name}`, now);
  }
  for (const { holder, property } of handedOver(element)) {
    const now = anew(holder[property]);
    if (now === null) continue;
    tell(`表达式：${String(holder[property])}`, now);
    holder[property] = now;
  }
  for (const name of timerExpressions) {
    const expression = element[name] as ModdleElement | undefined;
    const body = expression?.body;
    const isZeebe = typeof body === 'string' && body.trim().startsWith('=');
    const now = isZeebe ? templateFrom(body) : anew(body);
    if (!expression || now === null) continue;
    tell(`定时：${String(body).trim()}`, now, element.$parent);
    expression.body = now;
  }
};

/** What a service or a called process is given, and what comes back. */
function handedOver(element: ModdleElement): { holder: ModdleElement; property: string }[] {
  const parameters = extensionsOf(element, 'camunda:InputOutput').flatMap(
    (list) => (list.inputParameters as ModdleElement[] | undefined) ?? [],
  );
  const mappings = [...extensionsOf(element, 'camunda:In'), ...extensionsOf(element, 'camunda:Out')];
  return [
    ...parameters.map((holder) => ({ holder, property: 'value' })),
    ...(mappings as ModdleElement[]).map((holder) => ({ holder, property: 'sourceExpression' })),
  ];
}

/** JUEL in FEEL, joined texts too; null for what is literal or FEEL already, and for what has no counterpart. */
function anew(text: unknown): string | null {
  if (typeof text !== 'string' || !/[$#]\{/.test(text)) return null;
  const inner = feelOf(text);
  const isFeel = inner !== null && feelProblem(inner) === null;
  return isFeel ? null : templateFrom(text);
}

/** Conditions at an element in another engine's words that can be said here: what the check reads, and FEEL for it. */
export function translatable(element: ModdleElement): { from: string; to: string }[] {
  return conditions.flatMap((name) => {
    const { body, language } = conditionOf(element[name] as ModdleElement | undefined);
    const to = body === '' ? null : feelFrom(body, language);
    const from = feelOf(body) ?? body;
    return to === null || to === from ? [] : [{ from, to }];
  });
}

/** What stands at an element in another engine's expressions still, because it could not be translated. */
export function untranslated(element: ModdleElement): { label: string; text: string; problem: string }[] {
  const bodies = conditions
    .map((name) => conditionOf(element[name] as ModdleElement | undefined))
    .filter(({ body, language }) => body !== '' && feelFrom(body, language) === null)
    .map(({ body }) => ({ label: '条件', text: body }));
  const foreign: Record<string, unknown> = engineAttributes(element);
  const attributes = templateProperties.flatMap((name) => {
    const text = element[name] ?? foreign[name];
    return typeof text === 'string' && /[$#]\{/.test(text) ? [{ label: name, text }] : [];
  });
  const handed = handedOver(element).flatMap(({ holder, property }) => {
    const text = holder[property];
    const label = String(holder.name ?? holder.target ?? property);
    return typeof text === 'string' && /[$#]\{/.test(text) ? [{ label, text }] : [];
  });
  return [...bodies, ...attributes, ...handed].flatMap(({ label, text }) => {
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
