import { EngineError } from '../../platform/errors.js';
import { explainExpression } from '../explanation/explainExpression.js';
import { type Expression, readExpression } from '../expressions/Expressions.js';
import { evaluateCondition, evaluateFeel, type Surroundings } from '../expressions/evaluate.js';
import type { PlacedExpression } from '../names/expressionsIn.js';
import { findMistakes } from '../names/findMistakes.js';
import type { KnownFields } from '../names/knownData.js';
import type { Variables } from '../types.js';
import { datesAsTexts, formerAnswer } from './datesAsTexts.js';

/** A running ticket with its data. */
export interface TicketData {
  number: string;
  variables: Variables;
}

/** Why an expression answers otherwise than under the evaluator before. */
export interface ExpressionChange {
  /** A Chinese clause. */
  reason: string;
  /** Numbers of the tickets that it concerns. */
  tickets: string[];
}

/**
 * Finds what an expression answers otherwise than under the evaluator before, which took the dates of forms for texts, compared
 * texts with numbers, and let what it did not know be null. Tickets that have the data are asked; of the others the types tell.
 * @param fields what a ticket may know there
 */
export function findChanges(
  { element, text }: PlacedExpression,
  fields: KnownFields,
  tickets: readonly TicketData[],
  surroundings: Surroundings,
): ExpressionChange[] {
  const expression = readExpression(text);
  const all = tickets.map(({ number }) => number);
  if (!expression.compiled) return [{ reason: `现在读不懂：${expression.problem}`, tickets: all }];
  const isCondition = element.$type === 'bpmn:SequenceFlow';
  const changes = [
    ...changedDates(expression, fields, tickets, surroundings),
    ...stops(expression, fields, tickets, (variables) =>
      isCondition
        ? evaluateCondition(expression, variables, surroundings, String(element.id))
        : evaluateFeel(expression, variables, surroundings, String(element.id)),
    ),
    ...mistakes(expression, fields, tickets),
  ];
  return changes.filter((change) => change.tickets.length > 0);
}

/** Dates that are compared as dates now: each ticket by what the comparison says of its data, those without by the type. */
function changedDates(
  expression: Expression,
  fields: KnownFields,
  tickets: readonly TicketData[],
  surroundings: Surroundings,
): ExpressionChange[] {
  return datesAsTexts(expression.compiled!.tree, fields).map((comparison) => {
    const { from, to } = comparison;
    const isOtherwise = ({ variables }: TicketData) => {
      if (isAhead(expression, fields, variables)) return true;
      const { parts } = explainExpression(expression.text, variables, surroundings);
      const part = parts.find((one) => one.from === from && one.to === to);
      return part !== undefined && part.value !== formerAnswer(comparison);
    };
    const before = { null: '没有结果', true: '总是“是”', false: '总是“否”' }[`${formerAnswer(comparison)}`];
    return {
      reason: `「${expression.text.slice(from, to)}」以前把表单的日期当作文本，${before}；现在按日期和时间比较`,
      tickets: tickets.filter(isOtherwise).map(({ number }) => number),
    };
  });
}

/** Tickets that would be refused with the data that they have, by the reason. */
function stops(
  expression: Expression,
  fields: KnownFields,
  tickets: readonly TicketData[],
  evaluate: (variables: Variables) => unknown,
): ExpressionChange[] {
  const byReason = new Map<string, string[]>();
  for (const { number, variables } of tickets) {
    if (isAhead(expression, fields, variables)) continue;
    try {
      evaluate(variables);
    } catch (error) {
      if (!(error instanceof EngineError)) throw error;
      byReason.set(error.message, [...(byReason.get(error.message) ?? []), number]);
    }
  }
  return [...byReason].map(([reason, numbers]) => ({ reason, tickets: numbers }));
}

/** What can't be meant so, for tickets that don't have the data yet: they will stop there. */
function mistakes(
  expression: Expression,
  fields: KnownFields,
  tickets: readonly TicketData[],
): ExpressionChange[] {
  const { text } = expression;
  const ahead = tickets.filter(({ variables }) => isAhead(expression, fields, variables));
  return findMistakes(text, fields)
    .filter(({ isNeverTrue }) => !isNeverTrue)
    .map(({ from, to, message, isUncertain }) => ({
      reason: message,
      tickets: ahead
        .filter(({ variables }) => !(isUncertain && Object.hasOwn(variables, text.slice(from, to))))
        .map(({ number }) => number),
    }));
}

/** Whether forms that are still to come fill in what the expression takes for given. */
function isAhead({ names, asked }: Expression, fields: KnownFields, variables: Variables): boolean {
  return names.some(
    (name) => name !== 'now' && fields.has(name) && !asked.has(name) && !Object.hasOwn(variables, name),
  );
}
