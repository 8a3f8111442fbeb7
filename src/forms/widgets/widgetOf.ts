import { defaultWidget } from '../schema/defaultWidget.js';
import { typesOf } from '../schema/propertyTypes.js';
import type { PropertySchema } from '../schema/types.js';
import type { WidgetChoice } from '../schema/widgetChoice.js';
import type { Widget } from './widget.js';
import { widgets } from './widgets.js';

const byName: ReadonlyMap<unknown, Widget> = new Map(widgets.map((widget) => [widget.name, widget]));

/** The widget that a hint names; undefined when there is none, for a form is hostile until it is checked. */
export function widgetNamed(name: unknown): Widget | undefined {
  return byName.get(name);
}

/** The widget of a property: its hint, else the plainest one for its JSON type. */
export function widgetOf(schema: PropertySchema): Widget {
  return byName.get(schema['x-ui']?.widget) ?? defaultWidget(schema, widgets);
}

/** A field that takes several values. */
export function isMultiple(schema: PropertySchema): boolean {
  return widgetOf(schema).allowsMultiple === true && typesOf(schema).includes('array');
}

/** Rows that only grow: earlier ones stay (R8). */
export function isAppendRows(schema: PropertySchema): boolean {
  return schema['x-ui']?.append === true && widgetOf(schema).canAppend === true;
}

/** What the form editor in the browser needs to know. */
export function widgetChoices(): WidgetChoice[] {
  return widgets.map(({ name, title, defaultFor, hints, editor }) => ({
    name,
    title,
    defaultFor,
    inCourse: hints?.includes('inCourse') ?? false,
    editor,
  }));
}
