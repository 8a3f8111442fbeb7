import type { Form, PropertySchema } from '../schema/types.js';

const maxRows = 30;

/** Titles by input name (`customer.phone`, `contacts.0.channel`), to show a person what was typed where. */
export function fieldLabels(form: Form): Record<string, string> {
  const labels: Record<string, string> = {};
  addLabels(labels, form.schema.properties, '', '');
  return labels;
}

function addLabels(
  labels: Record<string, string>,
  properties: Record<string, PropertySchema>,
  path: string,
  prefix: string,
): void {
  for (const [name, property] of Object.entries(properties)) {
    const title = prefix + (property.title ?? name);
    labels[path + name] = title;
    if (property.properties) addLabels(labels, property.properties, `${path}${name}.`, `${title} · `);
    const columns = property.items?.properties;
    if (!columns) continue;
    for (let row = 0; row < maxRows; row += 1) {
      addLabels(labels, columns, `${path}${name}.${row}.`, `${title} ${row + 1} · `);
    }
  }
}
