import { DateTime } from 'luxon';

/** How the tickets of a process are numbered: `YC-20261123-0007`. */
export interface NumberingRule {
  prefix: string;
  /** The part of the date in the number; the count restarts with each new value. */
  datePart: 'day' | 'month' | 'year' | 'none';
  /** The minimum number of digits of the count. */
  digits: number;
}

const standardDigits = 4;
const [minDigits, maxDigits] = [3, 8];

const patterns = { day: 'yyyyMMdd', month: 'yyyyMM', year: 'yyyy' } as const;

/** The rule that the department set for a process; otherwise the diagram's prefix, the day and four digits. */
export function numberingRuleOf(
  set: Readonly<Record<string, NumberingRule>> | undefined,
  processKey: string,
  prefixInDiagram: string | undefined,
): NumberingRule {
  const own = set && Object.hasOwn(set, processKey) ? set[processKey] : undefined;
  return own ?? { prefix: prefixInDiagram ?? 'GD', datePart: 'day', digits: standardDigits };
}

/** The part of the number within which tickets are counted: `20261123`, `202611`, `2026` or nothing. */
export function numberingPeriod({ datePart }: NumberingRule, now: Date, timeZone: string): string {
  return datePart === 'none' ? '' : DateTime.fromJSDate(now, { zone: timeZone }).toFormat(patterns[datePart]);
}

/** The number of a ticket: `YC-20261123-0007`. */
export function ticketNumber(
  { prefix, digits }: Pick<NumberingRule, 'prefix' | 'digits'>,
  period: string,
  sequence: number,
): string {
  return [prefix, period, String(sequence).padStart(digits, '0')].filter(Boolean).join('-');
}

/**
 * Every number that a ticket of this count may have, whatever digits were set when it was started; the first has the
 * standard digits.
 */
export function possibleTicketNumbers(prefix: string, period: string, sequence: number): string[] {
  const digits = [
    standardDigits,
    ...Array.from({ length: maxDigits - minDigits + 1 }, (_, index) => minDigits + index),
  ];
  return [...new Set(digits.map((count) => ticketNumber({ prefix, digits: count }, period, sequence)))];
}

/** What is wrong with the rules, by process and field, in Chinese. */
export function numberingErrors(
  rules: Readonly<Record<string, NumberingRule>>,
): { path: string; message: string }[] {
  const entries = Object.entries(rules);
  return entries.flatMap(([key, { prefix, digits }]) => {
    const errors = [];
    if (!/^[A-Z][A-Z0-9]{1,9}$/.test(prefix)) {
      errors.push({ path: `${key}.prefix`, message: '前缀为 2 至 10 个大写字母或数字，以字母开头。' });
    } else if (entries.some(([other, rule]) => other !== key && rule.prefix === prefix)) {
      errors.push({ path: `${key}.prefix`, message: '前缀不能与其他流程相同。' });
    }
    if (!Number.isInteger(digits) || digits < minDigits || digits > maxDigits) {
      errors.push({ path: `${key}.digits`, message: `流水号为 ${minDigits} 至 ${maxDigits} 位。` });
    }
    return errors;
  });
}
