import { paths } from '../../../platform/paths.js';
import type { AttachmentValue, PropertySchema } from '../../schema/types.js';
import { readRows } from '../../submission/reading.js';
import type { FieldView } from '../../view/viewTypes.js';
import type { RenderedField, SentField, SummaryPart, Widget } from '../widget.js';
import { checkParts, isObject } from './partsOf.js';
import { sizeText } from './sizeText.js';

declare module '../../view/viewTypes.js' {
  interface FieldView {
    uploads?: UploadsView;
  }
  interface SummaryItem {
    files?: { href: string; name: string; sizeText: string; isPhoto: boolean }[];
  }
}

interface UploadsView {
  items: UploadView[];
  fileName: string;
  accept: string | null;
  maxItems: number;
  isPhotos: boolean;
  template: UploadView;
}

export interface UploadView {
  index: string;
  isPhoto: boolean;
  idName: string;
  id: string;
  nameName: string;
  name: string;
  sizeName: string;
  size: string;
  sha256Name: string;
  sha256: string;
  href: string;
  sizeText: string;
}

/** The properties of a stored file. */
export const uploadFields = ['id', 'name', 'size', 'sha256'];

/** What attachments and photos have in common: a list of stored files. */
export const uploads = {
  shape: 'files',
  types: ['array'],
  hasFixedParts: true,
  check: ({ schema, path }) => checkParts(schema.items, uploadFields, ['id', 'name'], path),
  read: readUploads,
  missingMessage: ({ title }) => `请上传${title}`,
  files: (value) => (Array.isArray(value) ? value : null),
  print: { sections: ['photos'], cell: (_schema, value) => ({ text: fileNames(value) }) },
} satisfies Partial<Widget>;

/** A file as the server stores it. */
export const storedFile: PropertySchema = {
  type: 'object',
  additionalProperties: false,
  required: uploadFields,
  properties: {
    id: { title: '编号', type: 'integer', minimum: 1 },
    name: { title: '文件名', type: 'string', minLength: 1, maxLength: 255 },
    size: { title: '大小', type: 'integer', minimum: 0 },
    sha256: { title: '校验值', type: 'string', maxLength: 64, pattern: '^[0-9a-f]{64}$' },
  },
};

/** How the form editor creates a field with a list of stored files. */
export const uploadsEditor = (widget: string): Widget['editor'] => ({
  field: { type: 'array', maxItems: 20, items: storedFile, 'x-ui': { widget } },
  controls: ['maxItems'],
});

function readUploads({ schema, node, path, reading }: SentField): unknown {
  node.children.delete('file');
  const isKept = (row: Record<string, unknown>) => Object.hasOwn(row, 'id');
  return readRows(schema, node, path, reading, { isKept, canGrow: false });
}

/** Stored uploads as hidden inputs with a link, and the input for new files. */
export function uploadsView(
  { schema, value, place: { name } }: RenderedField,
  isPhotos: boolean,
): Partial<FieldView> {
  const items = Array.isArray(value) ? value : [];
  return {
    uploads: {
      items: items.map((item, index) => uploadView(item, name, String(index), isPhotos)),
      fileName: `${name}.file`,
      accept: isPhotos ? 'image/*' : null,
      maxItems: Number(schema.maxItems),
      isPhotos,
      template: uploadView({}, name, '__index__', isPhotos),
    },
  };
}

/** One stored file as hidden inputs `<name>.<index>.id` and so on; without an index, `<name>.id`. */
export function uploadView(item: unknown, name: string, index: string | null, isPhoto: boolean): UploadView {
  const prefix = index === null ? name : `${name}.${index}`;
  const upload = (isObject(item) ? item : {}) as Partial<AttachmentValue>;
  const id = Number.isInteger(upload.id) ? String(upload.id) : '';
  return {
    index: index ?? '',
    isPhoto,
    idName: `${prefix}.id`,
    id,
    nameName: `${prefix}.name`,
    name: String(upload.name ?? ''),
    sizeName: `${prefix}.size`,
    size: String(upload.size ?? ''),
    sha256Name: `${prefix}.sha256`,
    sha256: String(upload.sha256 ?? ''),
    href: id === '' ? '' : paths.attachment(Number(id)),
    sizeText: typeof upload.size === 'number' ? sizeText(upload.size) : '',
  };
}

/** The files with their addresses. */
export function uploadsSummary(value: unknown, isPhoto: boolean): SummaryPart | null | undefined {
  if (!Array.isArray(value)) return undefined;
  const files = value
    .filter((upload): upload is AttachmentValue => Number.isInteger((upload as AttachmentValue | null)?.id))
    .map((upload) => ({
      href: paths.attachment(upload.id),
      name: String(upload.name),
      sizeText: typeof upload.size === 'number' ? sizeText(upload.size) : '',
      isPhoto,
    }));
  return value.length === 0 ? null : { wide: true, files, lines: files.map(({ name }) => name) };
}

function fileNames(value: unknown): string {
  if (!Array.isArray(value)) return '';
  return value.map((file) => String((file as { name?: unknown } | null)?.name ?? '')).join('、');
}
