import { numberText } from '../compute/amounts.js';
import type { Visibility } from '../compute/conditions.js';
import type { PropertySchema } from '../schema/types.js';
import { widgetOf } from '../widgets/widgetOf.js';
import { fieldId, type Place, type Rendering } from './rendering.js';
import type { FieldView } from './viewTypes.js';

/** View model of one field, with its value as the input shows it and its error. */
export function fieldView(
  schema: PropertySchema,
  value: unknown,
  place: Place,
  rendering: Rendering,
): FieldView {
  return {
    ...plainView(schema, value, place, rendering),
    ...widgetOf(schema).view?.({ schema, value, place, rendering }),
    ...computedView(schema),
  };
}

function computedView(schema: PropertySchema): Partial<FieldView> {
  const { compute } = schema['x-ui'] ?? {};
  if (compute === undefined) return {};
  const { decimals, showsAllDecimals } = widgetOf(schema);
  return {
    partial: 'forms/widgets/computed',
    required: false,
    compute: JSON.stringify(compute),
    decimals,
    showsAllDecimals,
  };
}

function plainView(schema: PropertySchema, value: unknown, place: Place, rendering: Rendering): FieldView {
  const { name } = place;
  const widget = widgetOf(schema);
  const hints = schema['x-ui'] ?? {};
  const id = fieldId(name);
  const error = rendering.errors.get(name) ?? null;
  const text = inputValue(schema, value, rendering.context.timeZone);
  const describedBy = [schema.description ? `${id}-help` : '', error ? `${id}-error` : ''].filter(Boolean);
  return {
    widget: widget.name,
    partial: `forms/widgets/${widget.name}`,
    id,
    name,
    label: schema.title ?? name,
    hideLabel: false,
    required: place.required,
    description: schema.description ?? null,
    error,
    invalid: error !== null,
    describedBy: describedBy.length > 0 ? describedBy.join(' ') : null,
    value: text,
    lines: text.split('\n'),
    wide: hints.wide === true || widget.isLong === true || widget.shape !== 'single',
    placeholder: hints.placeholder ?? null,
    unit: hints.unit ?? widget.unit ?? null,
    maxLength: typeof schema.maxLength === 'number' ? schema.maxLength : null,
    inputMode: null,
    showWhen: place.visibility ? showWhen(place.visibility, name) : null,
  };
}

/** Conditions with full input names: alternatives of clauses that must all hold. */
function showWhen(visibility: Visibility, name: string): string {
  const prefix = name.includes('.') ? name.slice(0, name.lastIndexOf('.') + 1) : '';
  return JSON.stringify(
    visibility.map((clauses) =>
      clauses.map(({ field, values, negated }) => ({
        name: prefix + field,
        values: values.map(String),
        negated,
      })),
    ),
  );
}

/** A value as its input shows it; `readValue` reads it back. What does not fit (refused input) is shown as typed. */
function inputValue(schema: PropertySchema, value: unknown, timeZone: string): string {
  if (value === undefined || value === null || typeof value === 'object') return '';
  const own = widgetOf(schema).inputText?.(value, timeZone);
  if (own !== undefined) return own;
  return typeof value === 'number' ? numberText(value) : String(value);
}
