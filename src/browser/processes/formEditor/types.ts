import type { WidgetChoice } from '../../../forms/schema/widgetChoice.js';

/** All widgets; the first is that of a new field. */
export type Widgets = readonly [WidgetChoice, ...WidgetChoice[]];

/** One property of a form's JSON Schema, as far as the editor knows it; everything else is kept. */
export interface Field {
  title?: string;
  description?: string;
  type?: string | string[];
  format?: string;
  oneOf?: Option[];
  items?: Field;
  properties?: Record<string, Field>;
  required?: string[];
  $ref?: string;
  'x-ui'?: Hints;
  [keyword: string]: unknown;
}

export interface Option {
  const: unknown;
  title: string;
}

export interface Hints {
  widget?: string;
  [hint: string]: unknown;
}

/** What has fields: the form, the rows of a table, a checklist. */
export type Owner = Pick<Field, 'properties' | 'required'>;

/** `if` the field has one of the values, `then` the fields named are asked for. */
export interface Block {
  if?: { properties?: Record<string, { const?: unknown; enum?: unknown[] }>; required?: string[] };
  then?: Branch;
  else?: Branch;
}

export interface Branch {
  required?: string[];
  properties?: Record<string, unknown>;
  [keyword: string]: unknown;
}

export interface Section {
  title: string;
  fields: string[];
}

export interface FormSchema extends Block {
  title: string;
  description?: string;
  properties: Record<string, Field>;
  required?: string[];
  allOf?: Block[];
  $defs?: Record<string, Field>;
  'x-ui'?: { sections?: Section[]; summaryOf?: string[]; submitLabel?: string };
  [keyword: string]: unknown;
}

/** What the page offers to choose from. */
export interface Choices {
  widgets: Widgets;
  groups: { id: string; name: string }[];
}

/** One control of a form as it is edited. */
export interface Edited {
  /** Keys of the controls begin with it. */
  path: string;
  field: Field;
  /** The field with what it refers to. */
  shown: Field;
  /** A column of a table, for which less can be set. */
  isColumn?: boolean;
}
