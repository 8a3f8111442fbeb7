import type { ObjectSchema } from '../schema/types.js';
import { showValue } from '../view/showValue.js';
import type { Clause, Visibility } from './conditions.js';

/** `「处理结果」为现场解决`: when a field is asked for, with the titles of the fields and options that decide. */
export function conditionText(visibility: Visibility, schema: ObjectSchema): string {
  const alternatives = visibility.map((clauses) =>
    clauses.map((clause) => clauseText(clause, schema)).join('，且'),
  );
  return [...new Set(alternatives)].join('；或');
}

function clauseText({ field, values, negated }: Clause, schema: ObjectSchema): string {
  const decider = schema.properties?.[field] ?? {};
  const shown = values.map((value) => showValue(decider, value, { timeZone: 'UTC', people: {} }));
  return `「${decider.title ?? field}」${negated ? '不为' : '为'}${shown.join('或')}`;
}
