import type { AttachmentValue, Form } from '../schema/types.js';
import { isUploadWidget, widgetOf } from '../widgets/widgetOf.js';

/** The stored files that the data refers to, by the path of their field: attachments, photos and signatures. */
export function uploadsIn(form: Form, data: Record<string, unknown>): [string, AttachmentValue[]][] {
  return Object.entries(form.schema.properties).flatMap(([name, property]): [string, AttachmentValue[]][] => {
    const value = Object.hasOwn(data, name) ? data[name] : undefined;
    const widget = widgetOf(property);
    if (isUploadWidget(widget) && Array.isArray(value)) return [[name, value.filter(isUpload)]];
    return widget === 'signature' && isUpload(value) ? [[name, [value]]] : [];
  });
}

function isUpload(value: unknown): value is AttachmentValue {
  return Number.isInteger((value as AttachmentValue | null | undefined)?.id);
}
