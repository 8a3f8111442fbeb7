import type { Zone } from './calendar/zone.js';
import { DaysDuration, MonthsDuration } from './values/duration.js';
import { FeelNumber, numberText } from './values/number.js';
import { FeelDateTime, FeelTime } from './values/temporal.js';
import { FeelFunction, FeelRange, isContext, isList, type Value } from './values/value.js';

const longestText = 60;
const mostItems = 3;
const deepest = 2;

/**
 * A value in words for people: 是, 1,200, “漏水”, 2026-03-02 17:00 on the clock of the zone, 3 天 4 小时. Long texts and
 * lists are cut, so that a line stays a line.
 */
export function describeValue(value: Value, zone: Zone | null, depth = 0): string {
  if (value === null || value === undefined) return '空';
  if (typeof value === 'boolean') return value ? '是' : '否';
  if (typeof value === 'string') return `“${cut(value)}”`;
  if (value instanceof FeelNumber) return grouped(numberText(value));
  if (isList(value)) return describeList(value, zone, depth);
  if (isContext(value)) return describeContext(value, zone, depth);
  if (value instanceof FeelDateTime) return onClock(value, zone);
  if (value instanceof FeelTime) return clock(value);
  if (value instanceof DaysDuration) return describeDays(value);
  if (value instanceof MonthsDuration) return describeMonths(value);
  if (value instanceof FeelRange) return describeRange(value, zone, depth);
  return value instanceof FeelFunction ? '函数' : value.toString();
}

function cut(text: string): string {
  const characters = Array.from(text);
  return characters.length > longestText ? `${characters.slice(0, longestText).join('')}…` : text;
}

/** Thousands apart: 12000.5 is 12,000.5. A number far beyond all that is counted stays as it is. */
function grouped(text: string): string {
  if (text.length > longestText) return cut(text);
  const [whole = '', fraction] = text.split('.');
  const apart = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return fraction === undefined ? apart : `${apart}.${fraction}`;
}

function describeList(list: readonly Value[], zone: Zone | null, depth: number): string {
  if (list.length === 0) return '没有任何一项';
  if (depth >= deepest) return `${list.length} 项`;
  const shown = list.slice(0, mostItems).map((item) => describeValue(item, zone, depth + 1));
  return `${shown.join('、')}${list.length > mostItems ? ` 等 ${list.length} 项` : ''}`;
}

function describeContext(context: ReadonlyMap<string, Value>, zone: Zone | null, depth: number): string {
  if (depth >= deepest) return '{…}';
  const entries = [...context].filter(([, value]) => value !== null);
  const shown = entries
    .slice(0, mostItems)
    .map(([key, value]) => `${cut(key)}：${describeValue(value, zone, depth + 1)}`);
  return `{${shown.join('，')}${entries.length > mostItems ? '，…' : ''}}`;
}

function describeRange({ start, end }: FeelRange, zone: Zone | null, depth: number): string {
  const [from, to] = [start, end].map((value) =>
    value === null ? '' : describeValue(value, zone, depth + 1),
  );
  return `${from} 至 ${to}`.trim();
}

function onClock(value: FeelDateTime, zone: Zone | null): string {
  const shown = value.zone && zone ? FeelDateTime.atEpochNanos(value.epochNanos, zone) : value;
  const { date, time } = shown ?? value;
  return `${date} ${clock(time)}`;
}

function clock({ hour, minute, second }: FeelTime): string {
  const parts = second ? [hour, minute, second] : [hour, minute];
  return parts.map((part) => String(part).padStart(2, '0')).join(':');
}

function describeDays({ nanos, days, hours, minutes, seconds }: DaysDuration): string {
  return signed(nanos < 0n, [
    [Math.abs(days), '天'],
    [Math.abs(hours), '小时'],
    [Math.abs(minutes), '分钟'],
    [seconds.abs().toNumber(), '秒'],
  ]);
}

function describeMonths({ months, years, monthsOfYear }: MonthsDuration): string {
  return signed(months < 0, [
    [Math.abs(years), '年'],
    [Math.abs(monthsOfYear), '个月'],
  ]);
}

function signed(isNegative: boolean, parts: [number, string][]): string {
  const shown = parts.filter(([size]) => size !== 0).map(([size, unit]) => `${size} ${unit}`);
  return shown.length === 0 ? `0 ${parts[0]![1]}` : `${isNegative ? '负 ' : ''}${shown.join(' ')}`;
}
