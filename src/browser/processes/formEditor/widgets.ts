import { defaultWidget } from '../../../forms/schema/defaultWidget.js';
import type { WidgetChoice } from '../../../forms/schema/widgetChoice.js';
import type { Field, FormSchema, Widgets } from './types.js';

/** The widgets that can be chosen, for a field of a form or a column of a table; `present` stays what it is. */
export function offeredWidgets(
  widgets: Widgets,
  present: WidgetChoice,
  { inRow }: { inRow: boolean },
): { value: string; label: string }[] {
  const offered = widgets.filter(({ editor }) => editor !== undefined && (!inRow || editor.inRow));
  const all = offered.includes(present) ? offered : [present, ...offered];
  return all.map(({ name, title }) => ({ value: name, label: title }));
}

/** A field with this widget and what the widget needs. */
export function newField(widgets: Widgets, widget: string, title: string): Field {
  const { editor } = widgets.find(({ name }) => name === widget) ?? widgets[0];
  return { title, ...(structuredClone(editor?.field) as Field | undefined) };
}

/** The same field with another widget; titles and descriptions stay. */
export function withWidget(widgets: Widgets, field: Field, widget: string): Field {
  const fresh = newField(widgets, widget, field.title ?? '');
  const { wide, fresh: isFresh, inCourse } = field['x-ui'] ?? {};
  const kept = {
    ...(wide === true && { wide }),
    ...(isFresh === true && { fresh: isFresh }),
    ...(inCourse === true && widgetOf(widgets, fresh).inCourse && { inCourse }),
  };
  const hints = { ...fresh['x-ui'], ...kept };
  return {
    title: fresh.title,
    ...(field.description && { description: field.description }),
    ...fresh,
    ...(Object.keys(hints).length > 0 && { 'x-ui': hints }),
  };
}

/** The field with its `$ref` resolved, for reading. */
export function resolveField(field: Field, schema: FormSchema): Field {
  const target = field.$ref ? schema.$defs?.[field.$ref.replace('#/$defs/', '')] : undefined;
  return target ? { ...target, ...field } : field;
}

/** The widget of a field: its hint, else the default for its type, as on the server. */
export function widgetOf(widgets: Widgets, field: Field): WidgetChoice {
  const hint = field['x-ui']?.widget;
  return widgets.find(({ name }) => name === hint) ?? defaultWidget(field, widgets);
}
