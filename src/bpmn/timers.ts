import { DateTime, Duration } from 'luxon';

export type TimerKind = 'timeDuration' | 'timeDate' | 'timeCycle';

/** When a timer goes off, and how often it will: `repeat` counts this time too, -1 is without end. */
export interface Schedule {
  dueAt: string;
  repeat: number;
}

/** A repeating interval (ISO 8601-1, 5.6.2): how often, from when on, until when, how long. */
interface Cycle {
  /** -1: without end. */
  count: number;
  start: string | null;
  end: string | null;
  /** Null where start and end say how long. */
  duration: string | null;
}

const cronPattern = /^[\d*?/,LW#-]+(\s+[\w*?/,#-]+){4,6}$/;

/** Why the literal text is no ISO 8601 value of that kind, as a Chinese clause; null when it is one. */
export function timerProblem(kind: TimerKind, text: string): string | null {
  const value = text.trim();
  if (kind === 'timeDate') {
    if (DateTime.fromISO(value, { setZone: true }).isValid) return null;
    return `日期时间「${text}」不符合 ISO 8601（例如 2026-11-23T14:22:00+08:00）`;
  }
  return kind === 'timeCycle' ? cycleProblem(value) : durationProblem(value, '时长', 0);
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
  if (kind === 'timeCycle') return scheduleCycle(readCycle(value) as Cycle, from, zone);
  return { dueAt: addDuration(from, Duration.fromISO(value), zone), repeat: 1 };
}

/** Due time of the next round of a cycle: on the old beat, unless that has passed already (a server that was down fires once). */
export function nextRound(text: string, lastDueAt: string, now: Date, zone: string): string {
  const cycle = readCycle(text.trim());
  const duration = cycle ? durationOf(cycle, zone) : Duration.fromISO(text.trim());
  const onBeat = addDuration(new Date(lastDueAt), duration, zone);
  return onBeat > now.toISOString() ? onBeat : addDuration(now, duration, zone);
}

/** The parts of `R3/PT1H`, `R/2026-12-01T08:00/P1D`, `R3/P1D/2026-12-31` or `R2/2026-12-01/2026-12-08`; null for what is none. */
function readCycle(text: string): Cycle | null {
  const [, count, one, other] = /^R(\d*)\/([^/]+)(?:\/([^/]+))?$/.exec(text) ?? [];
  if (count === undefined || one === undefined) return null;
  const parts = { count: count === '' ? -1 : Number(count), start: null, end: null, duration: null };
  if (other === undefined) return isDuration(one) ? { ...parts, duration: one } : null;
  if (isDuration(one)) return isDuration(other) ? null : { ...parts, duration: one, end: other };
  return isDuration(other) ? { ...parts, start: one, duration: other } : { ...parts, start: one, end: other };
}

function cycleProblem(text: string): string | null {
  const cycle = readCycle(text);
  if (!cycle) {
    const hint = cronPattern.test(text) ? '是 cron 的写法，这里' : '';
    return `周期「${text}」${hint}不符合 ISO 8601（例如 R3/PT1H、R/2026-12-01T08:00/P1D）`;
  }
  if (cycle.count === 0) return `周期「${text}」的次数必须大于零`;
  for (const date of [cycle.start, cycle.end]) {
    const problem = date === null ? null : timerProblem('timeDate', date);
    if (problem) return `周期「${text}」的${problem}`;
  }
  if (cycle.duration !== null) {
    const isEndless = cycle.count === -1 && cycle.start === null && cycle.end !== null;
    if (isEndless) return `周期「${text}」只写了结束时间，还要写明次数`;
    return durationProblem(cycle.duration, '周期', 1);
  }
  return durationOf(cycle, 'UTC').toMillis() > 0 ? null : `周期「${text}」的结束时间应在开始时间之后`;
}

/** The first time of the cycle that has not passed; where all have passed, the last one, so that it goes off at once. */
function scheduleCycle(cycle: Cycle, from: Date, zone: string): Schedule {
  const { count, start, end } = cycle;
  const duration = durationOf(cycle, zone);
  if (start === null && end === null) return { dueAt: addDuration(from, duration, zone), repeat: count };
  const begin =
    start === null ? back(end as string, duration, count, zone) : DateTime.fromISO(start, { zone });
  const length = duration.toMillis();
  const passed = Math.max(0, Math.ceil((from.getTime() - begin.toMillis()) / length) - 1);
  let round = count === -1 ? passed : Math.min(passed, count - 1);
  const at = (number: number) => begin.plus(duration.mapUnits((unit) => unit * number));
  while (at(round).toMillis() < from.getTime() && (count === -1 || round < count - 1)) round += 1;
  return { dueAt: at(round).toUTC().toISO() as string, repeat: count === -1 ? -1 : count - round };
}

function back(end: string, duration: Duration, count: number, zone: string): DateTime {
  return DateTime.fromISO(end, { zone }).minus(duration.mapUnits((unit) => unit * (count - 1)));
}

function durationOf({ duration, start, end }: Cycle, zone: string): Duration {
  if (duration !== null) return Duration.fromISO(duration);
  return DateTime.fromISO(end as string, { zone }).diff(DateTime.fromISO(start as string, { zone }));
}

function isDuration(text: string): boolean {
  return text.startsWith('P');
}

function durationProblem(text: string, what: string, least: 0 | 1): string | null {
  const duration = isDuration(text) ? Duration.fromISO(text) : null;
  if (!duration?.isValid) return `时长「${text}」不符合 ISO 8601（例如 PT24H、P3D）`;
  if (duration.toMillis() >= least) return null;
  return least === 0 ? `时长「${text}」不能小于零` : `${what}「${text}」必须大于零`;
}

function addDuration(from: Date, duration: Duration, zone: string): string {
  return DateTime.fromJSDate(from, { zone }).plus(duration).toUTC().toISO() as string;
}
