import type { FieldError } from '../../platform/errors.js';
import type { Visibility } from '../compute/conditions.js';
import type { FormContext, ObjectSchema, PropertySchema } from '../schema/types.js';
import type { FieldView, LookupOption } from './viewTypes.js';

/** What all fields of one page share, and what widgets with parts need to render them. */
export interface Rendering {
  context: FormContext;
  errors: Map<string, string>;
  lookups: Record<string, LookupOption[]>;
  /** The form that is shown. */
  form: ObjectSchema;
  renderField(schema: PropertySchema, value: unknown, place: Place): FieldView;
  /** A value in words. */
  show(schema: PropertySchema, value: unknown): string;
  /** Start values of a new row of a table. */
  freshRow(table: PropertySchema): Record<string, unknown>;
}

/** Where a field is: its input name, whether it is required, and when it is asked for. */
export interface Place {
  name: string;
  required: boolean;
  visibility?: Visibility;
  inRow?: boolean;
}

/** Errors by path, the first of each. */
export function errorMap(errors: FieldError[]): Map<string, string> {
  const map = new Map<string, string>();
  for (const { path, message } of errors) if (!map.has(path)) map.set(path, message);
  return map;
}

/** Element id of a field's input or group: the error summary links to it. */
export function fieldId(name: string): string {
  return `f-${name.replaceAll('.', '-')}`;
}
