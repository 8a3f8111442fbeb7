import { DateTime, Duration } from 'luxon';

export type TimerKind = 'timeDuration' | 'timeDate' | 'timeCycle';

/** When a timer goes off, and how often it will: `repeat` counts this time too, -1 is without end. */
export interface Schedule {
  dueAt: string;
  repeat: number;
}

const cyclePattern = /^R(\d*)\/(P.+)$/;

/** Why the literal text is no ISO 8601 value of that kind, as a Chinese clause; null when it is one. */
export function timerProblem(kind: TimerKind, text: string): string | null {
  if (kind === 'timeDate') {
    const date = DateTime.fromISO(text.trim(), { setZone: true });
    if (!date.isValid) return `日期时间「${text}」不符合 ISO 8601（例如 2026-11-23T14:22:00+08:00）`;
    return /(Z|[+-]\d\d(:?\d\d)?)$/.test(text.trim()) ? null : `日期时间「${text}」没有时区（例如 +08:00）`;
  }
  if (kind === 'timeCycle') {
    const match = cyclePattern.exec(text.trim());
    if (!match) return `周期「${text}」不符合 ISO 8601（例如 R3/PT1H）`;
    if (match[1] === '0') return `周期「${text}」的次数必须大于零`;
    return durationProblem(match[2] as string);
  }
  return durationProblem(text.trim());
}

/**
 * Due time of a timer that starts at `from` (ISO 8601-1, 5.5.2 durations and 5.6 repeating intervals); null when malformed.
 * Days and months are those of the zone's calendar, and a time without offset is on its clock.
 */
export function schedule(kind: TimerKind, text: string, from: Date, zone: string): Schedule | null {
  const value = text.trim();
  if (kind === 'timeDate') {
    const date = DateTime.fromISO(value, { zone });
    return date.isValid ? { dueAt: date.toUTC().toISO(), repeat: 1 } : null;
  }
  if (timerProblem(kind, value)) return null;
  const [, count = '1', duration = value] =
    kind === 'timeCycle' ? (cyclePattern.exec(value) as string[]) : [];
  return { dueAt: addDuration(from, duration, zone), repeat: count === '' ? -1 : Number(count) };
}

/** Due time of the next round of a cycle: on the old beat, unless that has passed already (a server that was down fires once). */
export function nextRound(text: string, lastDueAt: string, now: Date, zone: string): string {
  const duration = cyclePattern.exec(text.trim())?.[2] ?? text.trim();
  const onBeat = addDuration(new Date(lastDueAt), duration, zone);
  return onBeat > now.toISOString() ? onBeat : addDuration(now, duration, zone);
}

function durationProblem(text: string): string | null {
  const duration = /^P/.test(text) ? Duration.fromISO(text) : null;
  if (!duration?.isValid) return `时长「${text}」不符合 ISO 8601（例如 PT24H、P3D）`;
  return duration.toMillis() > 0 ? null : `时长「${text}」必须大于零`;
}

function addDuration(from: Date, duration: string, zone: string): string {
  const due = DateTime.fromJSDate(from, { zone }).plus(Duration.fromISO(duration));
  return due.toUTC().toISO() as string;
}
