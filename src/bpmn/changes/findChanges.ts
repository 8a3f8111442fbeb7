import { EngineError } from '../../platform/errors.js';
import { explainExpression } from '../explanation/explainExpression.js';
import { type Expression, readExpression } from '../expressions/Expressions.js';
import { evaluateCondition, evaluateFeel, type Surroundings } from '../expressions/evaluate.js';
import type { PlacedExpression } from '../names/expressionsIn.js';
import { findMistakes } from '../names/findMistakes.js';
import type { KnownFields } from '../names/knownData.js';
import type { Variables } from '../types.js';
import { changedDateComparisons, formerAnswer } from './changedDateComparisons.js';

/** A running ticket with its data. */
export interface TicketData {
  number: string;
  variables: Variables;
}

/** Why the result of an expression differs from the former evaluator's. */
export interface ExpressionChange {
  /** A Chinese clause. */
  reason: string;
  /** Numbers of the tickets that it concerns. */
  tickets: string[];
}

/**
 * Finds where the result of an expression differs from the former evaluator's, which read form dates as text, compared
 * text with numbers and treated unknown names as null. Tickets that have the data are evaluated; for the others the
 * types decide.
 * @param fields the data that a ticket may have at that place
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
    ...newRefusals(expression, fields, tickets, (variables) =>
      isCondition
        ? evaluateCondition(expression, variables, surroundings, String(element.id))
        : evaluateFeel(expression, variables, surroundings, String(element.id)),
    ),
    ...laterRefusals(expression, fields, tickets),
  ];
  return changes.filter((change) => change.tickets.length > 0);
}

/** The same of what is worked out on data that is not there yet, which only the text and the types tell: results of calls. */
export function changesAhead(
  text: string,
  fields: KnownFields,
  tickets: readonly TicketData[],
): ExpressionChange[] {
  const numbers = tickets.map(({ number }) => number);
  const { compiled, problem } = readExpression(text);
  if (!compiled) return [{ reason: `现在读不懂：${problem}`, tickets: numbers }];
  return findMistakes(text, fields)
    .filter(({ isNeverTrue, isUncertain }) => !isNeverTrue && !isUncertain)
    .map(({ message }) => ({ reason: message, tickets: numbers }));
}

/** Comparisons that now compare dates. A ticket with the data counts when its result differs, one without always. */
function changedDates(
  expression: Expression,
  fields: KnownFields,
  tickets: readonly TicketData[],
  surroundings: Surroundings,
): ExpressionChange[] {
  return changedDateComparisons(expression.compiled!.tree, fields).map((comparison) => {
    const { from, to } = comparison;
    const isOtherwise = ({ variables }: TicketData) => {
      if (needsLaterData(expression, fields, variables)) return true;
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

/** Refusals that tickets now meet with the data they have, grouped by reason. */
function newRefusals(
  expression: Expression,
  fields: KnownFields,
  tickets: readonly TicketData[],
  evaluate: (variables: Variables) => unknown,
): ExpressionChange[] {
  const byReason = new Map<string, string[]>();
  for (const { number, variables } of tickets) {
    if (needsLaterData(expression, fields, variables)) continue;
    try {
      evaluate(variables);
    } catch (error) {
      if (!(error instanceof EngineError)) throw error;
      byReason.set(error.message, [...(byReason.get(error.message) ?? []), number]);
    }
  }
  return [...byReason].map(([reason, numbers]) => ({ reason, tickets: numbers }));
}

/** Mistakes at which tickets that lack the data so far will stop. */
function laterRefusals(
  expression: Expression,
  fields: KnownFields,
  tickets: readonly TicketData[],
): ExpressionChange[] {
  const { text } = expression;
  const ahead = tickets.filter(({ variables }) => needsLaterData(expression, fields, variables));
  return findMistakes(text, fields)
    .filter(({ isNeverTrue }) => !isNeverTrue)
    .map(({ from, to, message, isUncertain }) => ({
      reason: message,
      tickets: ahead
        .filter(({ variables }) => !(isUncertain && Object.hasOwn(variables, text.slice(from, to))))
        .map(({ number }) => number),
    }));
}

/** Whether the expression needs data that only later forms fill in. */
function needsLaterData({ names, asked }: Expression, fields: KnownFields, variables: Variables): boolean {
  return names.some(
    (name) => name !== 'now' && fields.has(name) && !asked.has(name) && !Object.hasOwn(variables, name),
  );
}
