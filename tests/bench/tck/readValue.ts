import {
  FeelNumber,
  parseDate,
  parseDateTime,
  parseDuration,
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
    default:
      return text;
  }
}
