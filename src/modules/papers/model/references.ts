import type { Form, PropertySchema } from '../../../forms/schema/types.js';
import { widgetOf } from '../../../forms/widgets/widgetOf.js';
import { categories, categoryText } from '../../customers/index.js';
import type { PaperContext } from './types.js';

export const referencePattern =
  /^(?:(\$ticket|[a-z][a-z0-9-]{0,63})\/)?(\$by|\$at|[a-z][A-Za-z0-9]{0,39}(?:\.[a-z][A-Za-z0-9-]{0,39}){0,2})$/;

/** Form key or `$ticket`, null for the ticket's data as a whole; and the names that lead to the datum. */
export interface Reference {
  source: string | null;
  path: string[];
}

export function parseReference(text: string): Reference | null {
  const match = referencePattern.exec(text);
  return match ? { source: match[1] ?? null, path: (match[2] as string).split('.') } : null;
}

const plain = (title: string, more: Partial<PropertySchema> = {}): PropertySchema => ({
  type: 'string',
  title,
  ...more,
});

const category = {
  oneOf: categories.map((id) => ({ const: id, title: categoryText(id) })),
};

/** What a ticket is apart from its forms. */
const ticketProperties: Record<string, PropertySchema> = {
  number: plain('工单编号'),
  title: plain('工单标题'),
  processName: plain('流程'),
  category: plain('服务类别', category),
  initiator: plain('登记人'),
  startedAt: plain('登记时间', { format: 'date-time' }),
  endedAt: plain('办结时间', { format: 'date-time' }),
  parentNumber: plain('上级工单'),
};

const submissionProperties: Record<string, PropertySchema> = {
  $by: plain('填写人'),
  $at: plain('填写时间', { format: 'date-time' }),
};

/** The type of a datum; null when no form has it. A bare name is looked for in the forms in their order. */
export function schemaOf(reference: Reference, forms: readonly Form[]): PropertySchema | null {
  const { source, path } = reference;
  const [first, ...rest] = path as [string, ...string[]];
  if (source === '$ticket') return rest.length === 0 ? own(ticketProperties, first) : null;
  const candidates = source === null ? forms : forms.filter(({ key }) => key === source);
  if (source !== null && Object.hasOwn(submissionProperties, first)) {
    return candidates.length > 0 && rest.length === 0 ? own(submissionProperties, first) : null;
  }
  for (const { schema } of candidates) {
    const found = rest.reduce<PropertySchema | null>(
      (part, name) => part && own(part.properties ?? {}, name),
      own(schema.properties, first),
    );
    if (found) return found;
  }
  return null;
}

/** The datum as the ticket has it; undefined when it has none, and on a blank paper. */
export function datumOf({ source, path }: Reference, context: PaperContext): unknown {
  if (context.blank) return undefined;
  if (source === '$ticket') return context.ticket?.[path[0] as string];
  const submission = context.submissions.find(({ formKey }) => formKey === source);
  if (path[0] === '$by') return submission?.by;
  if (path[0] === '$at') return submission?.at;
  return path.reduce<unknown>(part, source === null ? context.variables : submission?.data);
}

/** The columns of a table that a datum is. */
export function columnsOf(schema: PropertySchema): Record<string, PropertySchema> {
  return schema.items?.properties ?? {};
}

/** What a column's head says: the title, with the unit that its figures have. */
export function titleOf(schema: PropertySchema): string {
  const unit = schema['x-ui']?.unit ?? widgetOf(schema).unit;
  return unit ? `${schema.title}（${unit}）` : (schema.title ?? '');
}

function part(value: unknown, name: string): unknown {
  return value !== null && typeof value === 'object' && Object.hasOwn(value, name)
    ? (value as Record<string, unknown>)[name]
    : undefined;
}

function own(properties: Record<string, PropertySchema>, name: string): PropertySchema | null {
  return Object.hasOwn(properties, name) ? (properties[name] as PropertySchema) : null;
}
