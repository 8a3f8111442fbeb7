import { localToUtc, readDate } from '../../platform/dateTimes.js';
import { plainMoney, plainNumber } from '../compute/amounts.js';
import type { PropertySchema, Widget } from '../schema/types.js';
import { optionsOf, typesOf, widgetOf } from '../widgets/widgetOf.js';
import {
  hasRefusedCharacters,
  maxValueLength,
  normalizeLine,
  normalizeText,
  toHalfWidth,
  withoutRefusedCharacters,
} from './normalizeText.js';

/** A typed value, or what was typed (to show it again) with the reason why it can't be read. */
export interface ReadValue {
  value: unknown;
  error?: string;
}

type Reader = (text: string, schema: PropertySchema, timeZone: string) => ReadValue;

/** Turns one entered text into the value that the property's schema asks for; an empty text is `undefined`. */
export function readValue(schema: PropertySchema, raw: string, timeZone: string): ReadValue {
  if (raw.length > maxValueLength) return { value: undefined, error: '内容太长，没有保存，请缩短后重新填写' };
  const widget = widgetOf(schema);
  const text = widget === 'longText' ? normalizeText(raw) : normalizeLine(raw);
  if (text === '') return { value: undefined };
  if (hasRefusedCharacters(text)) {
    return {
      value: withoutRefusedCharacters(text),
      error: '含有不能识别的特殊字符，已去掉，请核对后重新提交',
    };
  }
  return readersByWidget[widget](text, schema, timeZone);
}

const asText: Reader = (text) => ({ value: text });

const asNumber: Reader = (text, schema) => {
  const plain = plainNumber(text, schema['x-ui']?.unit);
  if (plain === null) return { value: text, error: '请填写数字，例如 12.5' };
  if (typesOf(schema).includes('integer') && plain.includes('.')) return { value: text, error: '请填写整数' };
  return exactNumber(plain, text);
};

const asMoney: Reader = (text) => {
  const plain = plainMoney(text);
  if (plain === null) return { value: text, error: '请填写金额，例如 1280.50' };
  if (/\.\d{3,}$/.test(plain)) return { value: text, error: '金额最多两位小数' };
  return exactNumber(plain, text);
};

const asPhone: Reader = (text) => ({ value: toHalfWidth(text).replace(/\s+/g, '') });

const asDate: Reader = (text) => {
  const date = readDate(toHalfWidth(text));
  return date === null ? { value: text, error: '日期不正确，例如 2026-11-23' } : { value: date };
};

const asDateTime: Reader = (text, _schema, timeZone) => {
  const time = localToUtc(toHalfWidth(text), timeZone);
  return time === null ? { value: text, error: '时间不正确，例如 2026-11-23 14:30' } : { value: time };
};

const asChoice: Reader = (text, schema) => {
  const option = optionsOf(schema).find((candidate) => String(candidate.const) === text);
  return option ? { value: option.const } : { value: text, error: '请从给出的选项中选择' };
};

const asYesNo: Reader = (text) => {
  if (text === 'true') return { value: true };
  return text === 'false' ? { value: false } : { value: text, error: '请选择是或否' };
};

const asPerson: Reader = (text) =>
  /^[1-9]\d{0,14}$/.test(text) ? { value: Number(text) } : { value: text, error: '请从名单中选择一个人' };

const notText: Reader = (text) => ({ value: text, error: '填写方式不正确' });

const readersByWidget: Record<Widget, Reader> = {
  text: asText,
  longText: asText,
  number: asNumber,
  money: asMoney,
  phone: asPhone,
  date: asDate,
  dateTime: asDateTime,
  choice: asChoice,
  yesNo: asYesNo,
  person: asPerson,
  customer: notText,
  product: notText,
  rows: notText,
  attachments: notText,
  photos: notText,
  signature: notText,
  ratingMatrix: notText,
  checklist: notText,
  scheduleRows: notText,
  tree: notText,
};

/** At most 15 significant digits: what a double holds without loss. */
function exactNumber(plain: string, text: string): ReadValue {
  const digits = plain.replace(/[-.]/g, '').replace(/^0+/, '');
  if (digits.length > 15) return { value: text, error: '数字太长，最多 15 位' };
  return { value: Number(plain) + 0 };
}
