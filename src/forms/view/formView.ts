import type { FieldError } from '../../platform/errors.js';
import { add, numberText } from '../compute/amounts.js';
import { columnAmounts, computeFields } from '../compute/computeFields.js';
import { visibilities } from '../compute/conditions.js';
import { fieldAt } from '../schema/fieldAt.js';
import { sectionNames } from '../schema/sectionNames.js';
import type { Form, FormContext, FormSchema, PropertySchema } from '../schema/types.js';
import {
  appendFields,
  mergeAppendedRows,
  readOnlyFields,
  recordableFields,
} from '../submission/appendRows.js';
import { isRequiredWhenAskedFor } from '../submission/isRequiredWhenAskedFor.js';
import { earlierRows } from '../widgets/rows/earlierRows.js';
import { widgetOf } from '../widgets/widgetOf.js';
import { fieldView } from './fieldView.js';
import { prefillRow } from './prefill.js';
import { errorMap, fieldId, type Rendering } from './rendering.js';
import { showValue } from './showValue.js';
import { summaryItem } from './summaryItem.js';
import type { FieldView, FormSection, FormView, LookupOption } from './viewTypes.js';

/**
 * View model of a form for views/forms/partials/form.hbs. `values` are what `readSubmission` or `prefill` gave;
 * `lookups` are the matches of a search without JavaScript, by the path of the customer or product field.
 */
export function formView(
  form: Form,
  values: Record<string, unknown>,
  errors: FieldError[],
  context: FormContext,
  lookups: Record<string, LookupOption[]> = {},
): FormView {
  const { schema } = form;
  const rendering: Rendering = {
    context,
    errors: errorMap(errors),
    lookups,
    form: schema,
    renderField: (part, value, place) => fieldView(part, value, place, rendering),
    show: (part, value) => showValue(part, value, context),
    freshRow: (table) => prefillRow(table, context),
  };
  const fields = fieldViews(form, values, rendering);
  return {
    key: form.key,
    title: form.title,
    description: schema.description ?? null,
    errors: errors.map((error) => errorEntry(schema, error)),
    sections: sectionsOf(schema, fields),
    submitLabel: schema['x-ui']?.submitLabel ?? '提交',
    canRecord: recordableFields(form).length > 0,
    hasUploads: Object.values(schema.properties).some((property) => widgetOf(property).files !== undefined),
  };
}

function sectionsOf(schema: FormSchema, fields: Map<string, FieldView>): FormSection[] {
  return sectionNames(schema).map((section, index) => ({
    id: `section-${index + 1}`,
    title: section.title,
    fields: section.fields.map((name) => hideRepeatedLabel(fields.get(name)!, section)),
  }));
}

/** Hides the label of a lone field under a heading of the same name. */
function hideRepeatedLabel(field: FieldView, section: { title: string | null; fields: string[] }): FieldView {
  const isEcho = section.fields.length === 1 && field.label === section.title;
  return isEcho ? { ...field, hideLabel: true } : field;
}

function fieldViews(
  form: Form,
  values: Record<string, unknown>,
  rendering: Rendering,
): Map<string, FieldView> {
  const { schema } = form;
  const { variables } = rendering.context;
  const conditions = visibilities(schema);
  const kept = readOnlyFields(form, variables);
  const sources = {
    entered: values,
    inRows: computeFields(form, values),
    computed: computeFields(form, mergeAppendedRows(form, values, variables)),
  };
  const entries = Object.entries(schema.properties).map(([name, property]) => {
    const visibility = conditions.get(name);
    const required = schema.required?.includes(name) ?? false;
    if (kept.includes(name)) {
      const view = fieldView(property, variables[name], { name, required: false, visibility }, rendering);
      return [name, shownView(view, property, variables[name], rendering.context)] as const;
    }
    const value = own(sources[sourceOf(property)], name);
    const place = { name, required: required || isRequiredWhenAskedFor(schema, name), visibility };
    const view = fieldView(property, value, place, rendering);
    return [
      name,
      view.compute ? { ...view, computeBase: sumOfEarlierRows(form, name, variables) } : view,
    ] as const;
  });
  return new Map(entries);
}

function sourceOf(property: PropertySchema): 'entered' | 'inRows' | 'computed' {
  if (property['x-ui']?.compute) return 'computed';
  return widgetOf(property).shape === 'list' ? 'inRows' : 'entered';
}

/** What the earlier rows of a growing table contribute to a computed field; the browser adds the new rows to it. */
function sumOfEarlierRows(form: Form, name: string, variables: Record<string, unknown>): string | undefined {
  const path = form.schema.properties[name]?.['x-ui']?.compute?.sumOf ?? '';
  const [table = ''] = path.split('.');
  const earlier = appendFields(form).includes(table) ? earlierRows(table, variables) : [];
  if (earlier.length === 0) return undefined;
  return numberText(add(columnAmounts(path, computeFields(form, { [table]: earlier }))));
}

function own(data: Record<string, unknown>, name: string): unknown {
  return Object.hasOwn(data, name) ? data[name] : undefined;
}

/** A read-only field is shown as text; the browser's conditions and computations read its plain value. */
function shownView(view: FieldView, schema: PropertySchema, value: unknown, context: FormContext): FieldView {
  const plain =
    typeof value === 'object' ? '' : typeof value === 'number' ? numberText(value) : String(value);
  return {
    ...view,
    value: plain,
    partial: 'forms/widgets/shown',
    shown: summaryItem(schema, value, context),
  };
}

/** An entry of the error summary, with a link to the input, the group, or the part named by `errorPart`. */
function errorEntry(
  schema: FormSchema,
  { path, message, namesField }: FieldError,
): FormView['errors'][number] {
  const field = path === '' ? undefined : fieldAt(schema, path);
  if (!field) return { message, label: null, href: null };
  const { errorPart } = widgetOf(field);
  const target = errorPart === undefined ? path : `${path}.${errorPart}`;
  const row = /^[^.]+\.(\d+)\./.exec(path)?.[1];
  const title = namesField ? '' : (field.title ?? '');
  const label = (row === undefined ? '' : `第 ${Number(row) + 1} 行`) + title;
  return { message, label: label === '' ? null : label, href: `#${fieldId(target)}` };
}
