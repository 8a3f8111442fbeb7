import type { AttachmentValue, Form } from '../schema/types.js';
import { widgetOf } from '../widgets/widgetOf.js';

/** The stored files that the data refers to, by the path of their field: attachments, photos and signatures. */
export function uploadsIn(form: Form, data: Record<string, unknown>): [string, AttachmentValue[]][] {
  return Object.entries(form.schema.properties).flatMap(([name, property]): [string, AttachmentValue[]][] => {
    const value = Object.hasOwn(data, name) ? data[name] : undefined;
    const files = widgetOf(property).files?.(value) ?? null;
    return files === null ? [] : [[name, files.filter(isUpload)]];
  });
}

function isUpload(value: unknown): value is AttachmentValue {
  return Number.isInteger((value as AttachmentValue | null | undefined)?.id);
}
