import type { FeelType } from '../../bpmn/feel/index.js';

/** A datum that an example uses: its field in the forms, and what is stored for it. */
export interface ExampleData {
  name: string;
  title: string;
  type: FeelType;
  stored: unknown;
}

/** An expression with data, and what it comes to, in words. */
export interface FeelExample {
  meaning: string;
  expression: string;
  data: ExampleData[];
  result: string;
}

/** When the examples are read: Monday, 9:00 in Shanghai. */
export const exampleClock = { now: new Date('2026-03-02T01:00:00Z'), zone: 'Asia/Shanghai' };

export const text: FeelType = { kind: 'string' };
export const number: FeelType = { kind: 'number' };
export const yesNo: FeelType = { kind: 'boolean' };
export const date: FeelType = { kind: 'date' };
export const dateTime: FeelType = { kind: 'date and time' };
export const rows = (columns: Record<string, FeelType>): FeelType => ({
  kind: 'list',
  of: { kind: 'context', entries: new Map(Object.entries(columns)) },
});

export const datum = (name: string, title: string, type: FeelType, stored: unknown): ExampleData => ({
  name,
  title,
  type,
  stored,
});

export const example = (
  meaning: string,
  expression: string,
  result: string,
  ...data: ExampleData[]
): FeelExample => ({ meaning, expression, data, result });
