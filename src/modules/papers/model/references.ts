import type { Form, PropertySchema } from '../../../forms/schema/types.js';
import { widgetOf } from '../../../forms/widgets/widgetOf.js';
import { categories, categoryText } from '../../customers/index.js';
import type { PaperContext } from './types.js';

export const referencePattern =
  /^(?:(\$ticket|[a-z][a-z0-9-]{0,63})\/)?(\$by|\$at|[a-z][A-Za-z0-9]{0,39}(?:\.[a-z][A-Za-z0-9-]{0,39}){0,2})$/;

/** The source of a datum (a form key, `$ticket`, or null for the ticket's data) and the names that lead to it. */
export interface Reference {
  source: string | null;
  path: string[];
}

/** Reads a reference such as `repair-record/hours`; null when the text is none. */
export function parseReference(text: string): Reference | null {
  const match = referencePattern.exec(text);
  return match ? { source: match[1] ?? null, path: (match[2] as string).split('.') } : null;
}

const textProperty = (title: string, more: Partial<PropertySchema> = {}): PropertySchema => ({
  type: 'string',
  title,
  ...more,
});

const category = {
  oneOf: categories.map((id) => ({ const: id, title: categoryText(id) })),
};

/** The ticket's own properties, apart from its forms. */
const ticketProperties: Record<string, PropertySchema> = {
  number: textProperty('工单编号'),
  title: textProperty('工单标题'),
  processName: textProperty('流程'),
  category: textProperty('服务类别', category),
  initiator: textProperty('登记人'),
  startedAt: textProperty('登记时间', { format: 'date-time' }),
  endedAt: textProperty('办结时间', { format: 'date-time' }),
  parentNumber: textProperty('上级工单'),
};

const submissionProperties: Record<string, PropertySchema> = {
  $by: textProperty('填写人'),
  $at: textProperty('填写时间', { format: 'date-time' }),
};

/** The type of a datum; null when no form has it. A name without a source is searched in the forms in their order. */
export function schemaOf(reference: Reference, forms: readonly Form[]): PropertySchema | null {
  const { source, path } = reference;
  const [first, ...rest] = path as [string, ...string[]];
  if (source === '$ticket') return rest.length === 0 ? ownProperty(ticketProperties, first) : null;
  const candidates = source === null ? forms : forms.filter(({ key }) => key === source);
  if (source !== null && Object.hasOwn(submissionProperties, first)) {
    return candidates.length > 0 && rest.length === 0 ? ownProperty(submissionProperties, first) : null;
  }
  for (const { schema } of candidates) {
    const found = rest.reduce<PropertySchema | null>(
      (part, name) => part && ownProperty(part.properties ?? {}, name),
      ownProperty(schema.properties, first),
    );
    if (found) return found;
  }
  return null;
}

/** The value on the ticket; undefined when there is none, and on a blank paper. */
export function datumOf({ source, path }: Reference, context: PaperContext): unknown {
  if (context.blank) return undefined;
  if (source === '$ticket') return context.ticket?.[path[0] as string];
  const submission = context.submissions.find(({ formKey }) => formKey === source);
  if (path[0] === '$by') return submission?.by;
  if (path[0] === '$at') return submission?.at;
  return path.reduce<unknown>(valueAt, source === null ? context.variables : submission?.data);
}

/** The columns of a datum that is a table. */
export function columnsOf(schema: PropertySchema): Record<string, PropertySchema> {
  return schema.items?.properties ?? {};
}

/** The head of a column: its title, with the unit of its figures. */
export function titleOf(schema: PropertySchema): string {
  const unit = schema['x-ui']?.unit ?? widgetOf(schema).unit;
  return unit ? `${schema.title}（${unit}）` : (schema.title ?? '');
}

function valueAt(value: unknown, name: string): unknown {
  return value !== null && typeof value === 'object' && Object.hasOwn(value, name)
    ? (value as Record<string, unknown>)[name]
    : undefined;
}

function ownProperty(properties: Record<string, PropertySchema>, name: string): PropertySchema | null {
  return Object.hasOwn(properties, name) ? (properties[name] as PropertySchema) : null;
}
