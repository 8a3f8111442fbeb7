import type { PropertySchema } from '../schema/types.js';
import type { ReadValue } from '../widgets/widget.js';
import { widgetOf } from '../widgets/widgetOf.js';
import {
  hasRefusedCharacters,
  maxValueLength,
  normalizeLine,
  normalizeText,
  withoutRefusedCharacters,
} from './normalizeText.js';

/** Turns one entered text into the value that the property's schema asks for; an empty text is `undefined`. */
export function readValue(schema: PropertySchema, raw: string, timeZone: string): ReadValue {
  if (raw.length > maxValueLength) return { value: undefined, error: '内容太长，没有保存，请缩短后重新填写' };
  const widget = widgetOf(schema);
  const text = widget.isLong ? normalizeText(raw) : normalizeLine(raw);
  if (text === '') return { value: undefined };
  if (hasRefusedCharacters(text)) {
    return {
      value: withoutRefusedCharacters(text),
      error: '含有不能识别的特殊字符，已去掉，请核对后重新提交',
    };
  }
  return widget.readText?.(text, schema, timeZone) ?? { value: text, error: '填写方式不正确' };
}
