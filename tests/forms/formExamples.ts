import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { DateTime, Duration } from 'luxon';
import { demoPeople } from '../../src/demo/people.js';
import { computeFields } from '../../src/forms/compute/computeFields.js';
import type { Form, FormContext } from '../../src/forms/schema/types.js';
import { validateSubmission } from '../../src/forms/submission/validateSubmission.js';
import { departmentForm } from './departmentForms.js';

export type Data = Record<string, unknown>;

/**
 * A filled form. People are named by their demo log-in (`@engineer`), times and days by their distance (`@now+PT2H`, `@today-P1D`).
 * `computed`: what the server works out from it.
 */
export interface Example {
  case: string;
  data: Data;
  computed?: Data;
}

const folder = join(import.meta.dirname, '../../forms/examples');
export const files = readdirSync(folder).map((file) => {
  const examples = JSON.parse(readFileSync(join(folder, file), 'utf8')) as Example[];
  return { key: basename(file, '.json'), examples };
});
export const cases = files.flatMap(({ key, examples }) =>
  examples.map((example) => ({ name: `${key}: ${example.case}`, form: departmentForm(key), ...example })),
);

const members = demoPeople.map(({ login, name, groups }, index) => ({ id: index + 1, login, name, groups }));
const groups = [...new Set(members.flatMap((member) => member.groups))];
export const context: FormContext = {
  now: '2026-11-23T02:00:00.000Z',
  timeZone: 'Asia/Shanghai',
  actor: { id: 1, name: '王晓燕' },
  people: {
    ...Object.fromEntries(
      groups.map((group) => [group, members.filter((member) => member.groups.includes(group))]),
    ),
    '*': members,
  },
  variables: {},
};

/** A copy with ids, times and days in place of symbols and with the computed fields, as it comes from a browser. */
export function submitted(form: Form, data: Data): Data {
  const resolved = JSON.parse(JSON.stringify(data), (_key, value) =>
    typeof value === 'string' && value.startsWith('@') ? resolveSymbol(value) : value,
  ) as Data;
  return computeFields(form, resolved);
}

function resolveSymbol(symbol: string): unknown {
  const [, moment, sign, span = 'PT0S'] = /^@(now|today)(?:([+-])(P.+))?$/.exec(symbol) ?? [];
  if (!moment) return members.find((member) => `@${member.login}` === symbol)?.id;
  const now = DateTime.fromISO(context.now, { zone: context.timeZone });
  const then = sign === '-' ? now.minus(Duration.fromISO(span)) : now.plus(Duration.fromISO(span));
  return moment === 'today' ? then.toISODate() : then.toUTC().toISO();
}

export function exampleOf(key: string, name: string): Data {
  const found = files.find((file) => file.key === key)?.examples.find((example) => example.case === name);
  if (!found) throw new Error(`no example ${name} of ${key}`);
  return found.data;
}

export function errorPaths(form: Form, data: Data): string[] {
  return validateSubmission(form, data, context).map(({ path }) => path);
}

export function without(data: Data, name: string): Data {
  return Object.fromEntries(Object.entries(data).filter(([key]) => key !== name));
}

/** Whether leaving the field out is refused at the field or at its parts. */
export function isMissed(form: Form, data: Data, name: string): boolean {
  return errorPaths(form, without(data, name)).some((path) => path === name || path.startsWith(`${name}.`));
}
