import { DateTime } from 'luxon';
import type { z } from 'zod';
import { form, text } from '../../../platform/web/bodyShapes.js';
import { auditedRules } from '../model/auditedRules.js';
import type { AuditFilter } from '../read/auditSearch.js';

declare module 'express-session' {
  interface SessionData {
    /** What was typed into the audit search: names of customers and people stay out of URLs. */
    auditSearch: TypedFilter;
  }
}

const words = (label: string) =>
  text(label, 100)
    .transform((typed) => typed.trim())
    .describe(label);

/** The search of the page. */
export const searchBody = form({
  person: words('人员'),
  customer: words('客户'),
  rule: words('规定'),
  process: words('流程'),
  version: words('流程版本'),
  from: words('自'),
  to: words('至'),
});

export type TypedFilter = z.output<typeof searchBody>;

export const emptyFilter: TypedFilter = {
  person: '',
  customer: '',
  rule: '',
  process: '',
  version: '',
  from: '',
  to: '',
};

const filterFields = Object.keys(emptyFilter) as (keyof TypedFilter)[];

/** The criteria that were typed, and an error for each field that can't be read; days are the department's. */
export function readFilter(
  typed: TypedFilter,
  timeZone: string,
): { filter: AuditFilter; errors: Partial<Record<keyof TypedFilter, string>> } {
  const errors: Partial<Record<keyof TypedFilter, string>> = {};
  const from = dayOf(typed.from, timeZone);
  const to = dayOf(typed.to, timeZone);
  if (typed.from && !from) errors.from = '请填写正确的日期，例如 2026-11-23。';
  if (typed.to && !to) errors.to = '请填写正确的日期，例如 2026-11-23。';
  if (from && to && to < from) errors.to = '结束日期不能早于开始日期。';
  if (typed.version && !/^[1-9]\d{0,5}$/.test(typed.version)) errors.version = '版本应为正整数。';
  const rule = auditedRules.find(({ id }) => id === typed.rule)?.id;
  if (typed.rule && !rule) errors.rule = '请从列表中选择。';
  const filter = {
    person: typed.person || undefined,
    customer: typed.customer || undefined,
    rule,
    processKey: typed.process || undefined,
    version: errors.version ? undefined : Number(typed.version) || undefined,
    from: from?.toUTC().toISO() ?? undefined,
    before: to?.plus({ days: 1 }).toUTC().toISO() ?? undefined,
  };
  return { filter, errors };
}

function dayOf(text: string, timeZone: string): DateTime | null {
  const day = DateTime.fromFormat(text, 'yyyy-MM-dd', { zone: timeZone });
  return day.isValid ? day : null;
}

const fieldNames: Record<keyof TypedFilter, string> = {
  person: '人员',
  customer: '客户',
  rule: '规定',
  process: '流程',
  version: '流程版本',
  from: '自',
  to: '至',
};

/** The criteria by label, with names for people to read; `processNames` by key. */
export function describeFilter(
  typed: TypedFilter,
  processNames: ReadonlyMap<string, string>,
): Record<string, string> {
  const values = {
    ...typed,
    rule: auditedRules.find(({ id }) => id === typed.rule)?.name ?? typed.rule,
    process: processNames.get(typed.process) ?? typed.process,
  };
  const given = filterFields.filter((field) => typed[field] !== '');
  return Object.fromEntries(given.map((field) => [fieldNames[field], values[field]]));
}

/** The criteria of `describeFilter` in one line, for the access log. */
export function filterText(criteria: Record<string, string>): string {
  const values = Object.entries(criteria).map(([name, value]) => `${name}：${value}`);
  return values.join('，') || '全部工单';
}
