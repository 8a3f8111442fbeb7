import type { PropertySchema } from '../schema/types.js';
import { widgetOf } from '../widgets/widgetOf.js';
import { fieldId, type Place, type RenderField, type Rendering } from './rendering.js';
import type { PartnerView } from './viewTypes.js';

const searchUrl = { customer: '/customers/search', product: '/products/search' };

/** Customer and product: a search box on the name, and the record's other fields to complete by hand. */
export function partnerView(
  schema: PropertySchema,
  value: unknown,
  { name, required }: Place,
  rendering: Rendering,
  renderField: RenderField,
): PartnerView {
  const kind = widgetOf(schema) === 'product' ? 'product' : 'customer';
  const record = value !== null && typeof value === 'object' ? (value as Record<string, unknown>) : {};
  const part = (key: string) =>
    renderField(
      schema.properties?.[key] ?? {},
      Object.hasOwn(record, key) ? record[key] : undefined,
      { name: `${name}.${key}`, required: required && (schema.required?.includes(key) ?? false) },
      rendering,
    );
  const id = fieldId(name);
  const matches = Object.hasOwn(rendering.lookups, name) ? rendering.lookups[name] : undefined;
  return {
    kind,
    idName: `${name}.id`,
    idValue: typeof record.id === 'number' ? String(record.id) : '',
    search: part('name'),
    others: Object.keys(schema.properties ?? {})
      .filter((key) => key !== 'id' && key !== 'name')
      .map(part),
    searchUrl: searchUrl[kind],
    lookupAction: `lookup:${name}`,
    boundTo: kind === 'product' && rendering.customerField ? `${rendering.customerField}.id` : null,
    listboxId: `${id}-matches`,
    statusId: `${id}-status`,
    pickName: `${name}.pick`,
    wasLookedUp: matches !== undefined,
    picks: (matches ?? []).map((match, index) => ({
      id: `${id}-pick-${index}`,
      value: JSON.stringify(match.value),
      label: match.label,
    })),
  };
}
