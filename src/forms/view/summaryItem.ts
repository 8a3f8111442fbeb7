import type { AttachmentValue, FormContext, PropertySchema } from '../schema/types.js';
import { isPartner, widgetOf } from '../widgets/widgetOf.js';
import { scheduleView } from './scheduleView.js';
import { showValue } from './showValue.js';
import { treeOrder } from './treeOrder.js';
import { sizeText } from './uploadsView.js';
import type { SummaryItem } from './viewTypes.js';

type Context = Pick<FormContext, 'timeZone' | 'people'>;
type Part = Partial<Omit<SummaryItem, 'label'>> | null;

/** One filled field as people read it; null when there is nothing to show. */
export function summaryItem(schema: PropertySchema, value: unknown, context: Context): SummaryItem | null {
  const part = partOf(schema, value, context);
  return part === null
    ? null
    : { label: schema.title ?? '', wide: schema['x-ui']?.wide === true, text: null, ...part };
}

function partOf(schema: PropertySchema, value: unknown, context: Context): Part {
  const widget = widgetOf(schema);
  if (Array.isArray(value)) {
    if (widget === 'rows') return rowsPart(schema, value, context);
    if (widget === 'scheduleRows')
      return rowsPart(schema, value, context, { schedule: scheduleView(value) ?? undefined });
    if (widget === 'tree') return treePart(schema, value, context);
    if (widget === 'attachments' || widget === 'photos') return filesPart(value, widget === 'photos');
  }
  if (isObject(value)) {
    if (widget === 'signature') return signaturePart(value);
    if (widget === 'ratingMatrix') return ratingsPart(schema, value, context);
    if (widget === 'checklist') return ticksPart(schema, value);
  }
  const text = showValue(schema, value, context);
  const wide = schema['x-ui']?.wide === true || widget === 'longText' || isPartner(widget);
  return text === '' ? null : { wide, text };
}

function rowsPart(schema: PropertySchema, rows: unknown[], context: Context, more: Part = {}): Part {
  if (rows.length === 0) return null;
  const columns = Object.entries(schema.items?.properties ?? {});
  const table = {
    columns: columns.map(([key, column]) => column.title ?? key),
    rows: rows.map((row) => ({
      cells: columns.map(([key, column]) => ({
        label: column.title ?? key,
        text: showValue(column, partIn(row, key), context),
      })),
    })),
  };
  return { wide: true, table, ...more };
}

function treePart(schema: PropertySchema, nodes: unknown[], context: Context): Part {
  if (nodes.length === 0) return null;
  const positions = schema.items?.properties?.positions ?? {};
  const columns = Object.entries(positions.items?.properties ?? {});
  const tree = treeOrder(nodes).map(({ node, depth }) => {
    const rows = partIn(node, 'positions');
    return {
      depth,
      name: String(partIn(node, 'name') ?? ''),
      duties: String(partIn(node, 'duties') ?? ''),
      positions: (Array.isArray(rows) ? rows : []).map((position) =>
        columns
          .map(([key, column]) => [column.title, showValue(column, partIn(position, key), context)])
          .filter(([, text]) => text !== '')
          .map(([title, text], index) => (index === 0 ? text : `${title} ${text}`))
          .join(' · '),
      ),
    };
  });
  return { wide: true, tree };
}

function filesPart(uploads: unknown[], isPhoto: boolean): Part {
  const files = uploads
    .filter((upload): upload is AttachmentValue => Number.isInteger((upload as AttachmentValue | null)?.id))
    .map((upload) => ({
      href: `/attachments/${upload.id}`,
      name: String(upload.name),
      sizeText: typeof upload.size === 'number' ? sizeText(upload.size) : '',
      isPhoto,
    }));
  return uploads.length === 0 ? null : { wide: true, files };
}

function signaturePart(value: Record<string, unknown>): Part {
  if (!Number.isInteger(value.id)) return null;
  const sha256 = typeof value.sha256 === 'string' ? value.sha256 : '';
  return { signature: { href: `/attachments/${value.id}`, sha256, shortSha256: sha256.slice(0, 12) } };
}

function ratingsPart(schema: PropertySchema, value: Record<string, unknown>, context: Context): Part {
  const rows = Object.entries(schema.properties ?? {})
    .map(([key, item]) => ({ label: item.title ?? key, text: showValue(item, partIn(value, key), context) }))
    .filter(({ text }) => text !== '');
  return rows.length === 0 ? null : { ratings: rows };
}

function ticksPart(schema: PropertySchema, value: Record<string, unknown>): Part {
  const ticks = Object.entries(schema.properties ?? {}).map(([key, item]) => ({
    label: item.title ?? key,
    ticked: partIn(value, key) === true,
  }));
  return { ticks };
}

function partIn(data: unknown, key: string): unknown {
  return isObject(data) && Object.hasOwn(data, key) ? data[key] : undefined;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}
