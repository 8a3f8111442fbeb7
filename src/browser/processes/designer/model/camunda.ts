import type { Designer, Moddle, Shape } from '../types.js';

/** The element being changed: its shape on the drawing (for undo and redraw) and the model behind it. */
export interface Subject {
  designer: Designer;
  shape: Shape;
  model: Moddle;
}

/** Extension elements of one type, such as `camunda:Properties`. */
export function extensionsOf(model: Moddle, type: string): Moddle[] {
  return allExtensions(model).filter(({ $type }) => $type === type);
}

function allExtensions(model: Moddle): Moddle[] {
  const extensions = model.extensionElements as Moddle | undefined;
  return (extensions?.get('values') as Moddle[] | undefined) ?? [];
}

/** Replaces the extension elements of one type and keeps all others, foreign ones too. */
export function replaceExtensions({ designer, shape, model }: Subject, type: string, next: Moddle[]): void {
  const before = allExtensions(model);
  const at = before.findIndex(({ $type }) => $type === type);
  const others = before.filter(({ $type }) => $type !== type);
  const place = at < 0 ? others.length : at;
  const values = [...others.slice(0, place), ...next, ...others.slice(place)];
  const extensionElements =
    values.length === 0 ? undefined : create(designer, 'bpmn:ExtensionElements', model, { values });
  for (const value of values) value.$parent = extensionElements as Moddle;
  designer.get('modeling').updateModdleProperties(shape, model, { extensionElements });
}

export function create(
  designer: Designer,
  type: string,
  parent: Moddle,
  attributes: Record<string, unknown> = {},
): Moddle {
  const element = designer.get('bpmnFactory').create(type, attributes);
  element.$parent = parent;
  return element;
}

/** Changes attributes of the element itself; `undefined` removes one. */
export function change({ designer, shape, model }: Subject, attributes: Record<string, unknown>): void {
  const modeling = designer.get('modeling');
  if (model === shape.businessObject) modeling.updateProperties(shape, attributes);
  else modeling.updateModdleProperties(shape, model, attributes);
}

export function textOf(model: Moddle, name: string): string {
  const value = model.get(name);
  return value === undefined || value === null ? '' : String(value);
}
