import type { AttachmentValue, PropertySchema } from '../schema/types.js';
import { widgetOf } from '../widgets/widgetOf.js';
import type { UploadsView, UploadView } from './viewTypes.js';

/** Stored uploads as hidden inputs with a link, and the input for new files. */
export function uploadsView(schema: PropertySchema, value: unknown, name: string): UploadsView {
  const isPhotos = widgetOf(schema) === 'photos';
  const items = Array.isArray(value) ? value : [];
  return {
    items: items.map((item, index) => uploadView(item, name, String(index), isPhotos)),
    fileName: `${name}.file`,
    accept: isPhotos ? 'image/*' : null,
    maxItems: Number(schema.maxItems),
    isPhotos,
    template: uploadView({}, name, '__index__', isPhotos),
  };
}

/** The stored image of a signature as hidden inputs `<name>.id` and so on. */
export function signatureView(value: unknown, name: string): UploadView {
  return uploadView(value, name, null, true);
}

/** `1.5 MB` and the like. */
export function sizeText(bytes: number): string {
  if (bytes < 1024) return `${bytes} 字节`;
  if (bytes < 1024 * 1024) return `${(bytes / 1024).toFixed(0)} KB`;
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

function uploadView(item: unknown, name: string, index: string | null, isPhoto: boolean): UploadView {
  const prefix = index === null ? name : `${name}.${index}`;
  const upload = (item !== null && typeof item === 'object' ? item : {}) as Partial<AttachmentValue>;
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
    href: id === '' ? '' : `/attachments/${id}`,
    sizeText: typeof upload.size === 'number' ? sizeText(upload.size) : '',
  };
}
