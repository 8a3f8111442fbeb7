import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadForms } from '../../src/forms/schema/loadForms.js';
import type { Form, FormContext, FormSchema } from '../../src/forms/schema/types.js';

const folder = join(import.meta.dirname, '../../forms');

/** The forms that are delivered, by key. */
export const departmentForms = loadForms(
  readdirSync(folder)
    .filter((name) => name.endsWith('.schema.json'))
    .map((name) => ({ path: name, text: readFileSync(join(folder, name), 'utf8') })),
);

export function departmentForm(key: string): Form {
  const form = departmentForms.get(key);
  if (!form) throw new Error(`no form ${key}`);
  return form;
}

export const context: FormContext = {
  now: '2026-11-23T14:22:10.123Z',
  timeZone: 'Asia/Shanghai',
  actor: { id: 3, name: '周文' },
  people: {
    'service-engineer': [
      { id: 5, name: '李工' },
      { id: 6, name: '王工' },
    ],
  },
  variables: {},
};

/** A form file of one test, with what every form must have. */
export function schemaText(part: Record<string, unknown>): string {
  return JSON.stringify({
    $id: 'sample',
    title: '样表',
    type: 'object',
    additionalProperties: false,
    ...part,
  } satisfies Partial<FormSchema>);
}

/** `if`/`then` of a schema. */
export function condition(test: unknown, consequence: unknown): Record<string, unknown> {
  // biome-ignore lint/suspicious/noThenProperty: the keyword of JSON Schema
  return { if: test, then: consequence };
}
