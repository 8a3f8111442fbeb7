import type { PropertySchema } from '../../schema/types.js';
import { readObject, refuseOwnValues } from '../../submission/reading.js';
import { fieldId } from '../../view/rendering.js';
import type { FieldView } from '../../view/viewTypes.js';
import type { RenderedField, SentField, Widget } from '../widget.js';
import { checkParts, partIn } from './partsOf.js';
import { readPicked } from './readPicked.js';

declare module '../../view/viewTypes.js' {
  interface FieldView {
    fileRecord?: FileRecordView;
  }
}

interface FileRecordView {
  kind: string;
  /** Stored id, '' for a new one. */
  idName: string;
  idValue: string;
  search: FieldView;
  others: FieldView[];
  searchUrl: string;
  lookupAction: string;
  /** Input whose value limits the search: the chosen customer. */
  boundTo: string | null;
  listboxId: string;
  statusId: string;
  pickName: string;
  /** Whether a search without JavaScript was made; its matches are `picks`. */
  wasLookedUp: boolean;
  picks: { id: string; value: string; label: string }[];
}

/** What customer and product have in common: records of the customer file, searched by name, or entered as new. */
export const fileRecord = {
  shape: 'object',
  types: ['object'],
  isFileRecord: true,
  reportsMissingParts: true,
  errorPart: 'name',
  read: readFileRecord,
} satisfies Partial<Widget>;

/**
 * Checks that its parts are those of the customer file, and that the stored id and the name are among them. @throws
 * {FieldProblem}
 */
export function checkFileRecord(schema: PropertySchema, parts: readonly string[], path: string): void {
  checkParts(schema, ['id', 'name', ...parts], ['id', 'name'], path);
}

/** The schema of a new field for such a record. */
export function newFileRecord(widget: string, parts: Record<string, PropertySchema>): PropertySchema {
  return {
    type: 'object',
    additionalProperties: false,
    required: ['id', 'name'],
    properties: {
      id: { title: '档案编号', type: ['integer', 'null'], minimum: 1 },
      name: { title: '名称', type: 'string', minLength: 1, maxLength: 100 },
      ...parts,
    },
    'x-ui': { widget },
  };
}

/** Reads the record. A picked match (without JavaScript) replaces what was typed; a record without an id is new. */
function readFileRecord({ schema, node, path, reading }: SentField): unknown {
  const picked = readPicked(schema, node.children.get('pick')?.values?.at(-1));
  node.children.delete('pick');
  refuseOwnValues(node, path, reading);
  const data = picked ?? readObject(schema, node, path, reading);
  if (Object.keys(data).length === 0) return undefined;
  return Object.hasOwn(data, 'id') ? data : { id: null, ...data };
}

interface Search {
  kind: string;
  searchUrl: string;
  boundTo: string | null;
}

/** A search box on the name, and the record's other fields to complete by hand. */
export function fileRecordView(
  { schema, value, place, rendering }: RenderedField,
  search: Search,
): FileRecordView {
  const { name, required } = place;
  const part = (key: string) =>
    rendering.renderField(schema.properties?.[key] ?? {}, partIn(value, key), {
      name: `${name}.${key}`,
      required: required && (schema.required?.includes(key) ?? false),
    });
  const id = fieldId(name);
  const storedId = partIn(value, 'id');
  const matches = Object.hasOwn(rendering.lookups, name) ? rendering.lookups[name] : undefined;
  return {
    ...search,
    idName: `${name}.id`,
    idValue: typeof storedId === 'number' ? String(storedId) : '',
    search: part('name'),
    others: Object.keys(schema.properties ?? {})
      .filter((key) => key !== 'id' && key !== 'name')
      .map(part),
    lookupAction: `lookup:${name}`,
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
