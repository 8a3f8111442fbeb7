import type { PropertySchema, Widget } from '../schema/types.js';

/** The JSON types that a property may have. */
export function typesOf(schema: PropertySchema): string[] {
  if (schema.type === undefined) return [];
  return Array.isArray(schema.type) ? schema.type : [schema.type];
}

/** The widget of a property: its hint, else the plainest one for its JSON type. */
export function widgetOf(schema: PropertySchema): Widget {
  const hint = schema['x-ui']?.widget;
  if (hint) return hint;
  if (schema.oneOf || schema.items?.oneOf) return 'choice';
  const types = typesOf(schema);
  if (types.includes('boolean')) return 'yesNo';
  if (types.includes('number') || types.includes('integer')) return 'number';
  if (types.includes('array')) return 'rows';
  if (schema.format === 'date') return 'date';
  if (schema.format === 'date-time') return 'dateTime';
  return schema.format === 'phone' ? 'phone' : 'text';
}

/** Widgets whose value is one object with fields of its own. */
export function isObjectWidget(widget: Widget): boolean {
  return isPartner(widget) || widget === 'signature' || widget === 'ratingMatrix' || widget === 'checklist';
}

/** Records of the customer file: searched while typing, or entered as new. */
export function isPartner(widget: Widget): boolean {
  return widget === 'customer' || widget === 'product';
}

/** Widgets whose value is a list of objects that people fill in. */
export function isRowsWidget(widget: Widget): boolean {
  return widget === 'rows' || widget === 'scheduleRows' || widget === 'tree';
}

/** Widgets whose value is a list of stored uploads. */
export function isUploadWidget(widget: Widget): boolean {
  return widget === 'attachments' || widget === 'photos';
}

/** A choice or person field that takes several values. */
export function isMultiple(schema: PropertySchema): boolean {
  const widget = widgetOf(schema);
  return (widget === 'choice' || widget === 'person') && typesOf(schema).includes('array');
}

/** The schema that carries the options: the items of a multiple choice, else the property itself. */
export function optionsOf(schema: PropertySchema): { const: unknown; title: string }[] {
  return schema.oneOf ?? schema.items?.oneOf ?? [];
}

/** Rows that only grow: earlier ones stay (R8). */
export function isAppendRows(schema: PropertySchema): boolean {
  return widgetOf(schema) === 'rows' && schema['x-ui']?.append === true;
}
