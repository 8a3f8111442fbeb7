import { DateTime } from 'luxon';
import { scheduleView } from '../../../forms/widgets/scheduleRows/scheduleView.js';
import type { BarsView } from './viewTypes.js';

const [left, rowHeight, head] = [150, 24, 26];
const widths = { portrait: 680, landscape: 1010 };
const maxTicks = 8;

/** A calendar of bars; null while no row has both dates. */
export function barsView(rows: unknown, orientation: keyof typeof widths): BarsView | null {
  const width = widths[orientation];
  const schedule = Array.isArray(rows) ? scheduleView(rows) : null;
  if (!schedule) return null;
  const day = (width - left) / schedule.days;
  const step = Math.max(1, Math.ceil(schedule.days / maxTicks));
  const first = DateTime.fromISO(schedule.from, { zone: 'utc' });
  const ticks = Array.from({ length: Math.ceil(schedule.days / step) }, (_, index) => ({
    x: round(left + index * step * day),
    label: first.plus({ days: index * step }).toFormat('M-d'),
  }));
  const bars = schedule.bars.map(({ name, offset, length, text }, index) => ({
    y: head + index * rowHeight + 4,
    textY: head + index * rowHeight + 17,
    x: round(left + offset * day),
    width: round(length * day),
    name: name.length > 11 ? `${name.slice(0, 10)}…` : name,
    text,
  }));
  return { left, width, height: head + bars.length * rowHeight + 4, ticks, bars };
}

function round(figure: number): number {
  return Math.round(figure * 10) / 10;
}
