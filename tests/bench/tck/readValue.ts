import {
  FeelNumber,
  parseDate,
  parseDateTime,
  parseDuration,
  parseNumber,
  parseTime,
  type Value,
} from '../../../src/bpmn/feel/index.js';
import { child, children, type Element } from './xml.js';

/** The value that an `inputNode`, `expected`, `component` or `item` of a test case holds. */
export function readValue(holder: Element): Value {
  const list = child(holder, 'list');
  if (list) {
    return list.attributes.nil === 'true' ? null : children(list, 'item').map(readValue);
  }
  const components = children(holder, 'component');
  if (components.length > 0) {
    return new Map(components.map((part) => [part.attributes.name ?? '', readValue(part)]));
  }
  const value = child(holder, 'value');
  return value && value.attributes.nil !== 'true' ? readSimple(value) : null;
}

function readSimple({ attributes, text }: Element): Value {
  switch ((attributes.type ?? '').replace(/^.*:/, '')) {
    case 'boolean':
      return text.trim() === 'true' || text.trim() === '1';
    case 'decimal':
    case 'double':
    case 'float':
    case 'integer':
    case 'int':
    case 'long':
      return new FeelNumber(text.trim());
    case 'date':
      return parseDate(text.trim());
    case 'dateTime':
      return parseDateTime(text.trim());
    case 'time':
      return parseTime(text.trim());
    case 'duration':
    case 'dayTimeDuration':
    case 'yearMonthDuration':
      return parseDuration(text.trim());
    case '':
      return readUntyped(text);
    default:
      return text;
  }
}

/** A few old cases name no type: then the text says what it is. */
function readUntyped(text: string): Value {
  if (text === 'true' || text === 'false') return text === 'true';
  return parseNumber(text) ?? text;
}
