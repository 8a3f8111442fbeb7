import type { Choices } from '../types.js';

const operators = new Map([
  ['and', '并且'],
  ['or', '或者'],
  ['null', '空'],
  ['true', '是'],
  ['false', '否'],
  ['if', '如果'],
  ['then', '则'],
  ['else', '否则'],
  ['now', '当前时间'],
]);
const duration = /duration\(\s*"P(?:T(\d+)([HM])|(\d+)([DW]))"\s*\)/g;
const units: Record<string, string> = { M: '分钟', H: '小时', D: '天', W: '周' };
const token = /"(?:[^"\\]|\\.)*"|[\p{L}_][\p{L}\p{N}_]*|./gsu;

/** The expression with titles in place of names and values; null when that changes nothing. */
export function expressionInWords(text: string, variables: Choices['variables']): string | null {
  let values: { value: unknown; title: string }[] = [];
  let isNew = false;
  const said = text.replace(
    duration,
    (_, hours, hourUnit, days, dayUnit) => `${hours ?? days} ${units[hourUnit ?? dayUnit]}`,
  );
  const parts = (said.match(token) ?? []).map((part) => {
    const variable = variables.find(({ name }) => name === part);
    if (variable) values = variable.values ?? [];
    const quoted = part.startsWith('"')
      ? values.find(({ value }) => JSON.stringify(value) === part)?.title
      : undefined;
    isNew ||= variable !== undefined || quoted !== undefined;
    return variable?.title ?? quoted ?? operators.get(part) ?? part;
  });
  return isNew ? parts.join('') : null;
}
