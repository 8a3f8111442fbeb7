import {
  anyType,
  FeelDateTime,
  type FeelType,
  fromFeel,
  fromJson,
  toFeel,
  type Value,
  Zone,
} from '../feel/index.js';

const nanosOfMilli = 1_000_000n;
const nanosOfSecond = 1_000_000_000n;

/**
 * The edge between what is stored (JSON) and what FEEL reckons with, for one evaluation in the department's zone. A value
 * that only passes through comes back as it was stored, byte for byte: the edge remembers where each one came from.
 */
export class TypedValues {
  private readonly origins = new Map<object, unknown>();
  private readonly zone: Zone;

  /** @throws {RangeError} when there is no such zone */
  constructor(zone: string) {
    const known = Zone.parse(zone);
    if (!known) throw new RangeError(`no such zone: ${zone}`);
    this.zone = known;
  }

  /** The moment on the clock of the zone. */
  moment(date: Date): Value {
    return FeelDateTime.atEpochNanos(BigInt(date.getTime()) * nanosOfMilli, this.zone);
  }

  /**
   * The stored value as its type has it. What doesn't fit its type stays what JSON says it is, so that FEEL meets a text
   * where a date should be, and says so. Entries that a declared context lacks are null: nobody filled them in.
   * @throws {FeelLimit} when it nests too deeply
   */
  read(stored: unknown, type: FeelType): Value {
    if (stored === null || stored === undefined) return null;
    const value = this.convert(stored, type);
    if (typeof value === 'object' && value !== null) this.origins.set(value, stored);
    return value;
  }

  /**
   * The value as it is stored: dates and times as ISO texts, moments in UTC with milliseconds, numbers as JSON's.
   * @throws {FeelLimit} when it is too big
   */
  write(value: Value): unknown {
    if (typeof value !== 'object' || value === null) return fromFeel(value);
    if (this.origins.has(value)) return this.origins.get(value);
    if (value instanceof FeelDateTime) return this.instant(value);
    const plain = fromFeel(value);
    if (Array.isArray(value)) return value.map((item) => this.write(item));
    if (!(value instanceof Map)) return plain;
    return Object.fromEntries([...value].map(([key, item]) => [key, this.write(item)]));
  }

  private convert(stored: unknown, type: FeelType): Value {
    if (Array.isArray(stored)) {
      const of = type.kind === 'list' ? type.of : anyType;
      return of.kind === 'Any' ? fromJson(stored) : stored.map((item) => this.read(item, of));
    }
    if (typeof stored === 'object' && stored !== null && type.kind === 'context') {
      const own = stored as Record<string, unknown>;
      const names = new Set([...Object.keys(own), ...type.entries.keys()]);
      return new Map(
        [...names].map((name) => [name, this.read(own[name], type.entries.get(name) ?? anyType)]),
      );
    }
    const value = toFeel(stored, type);
    if (value instanceof FeelDateTime) return this.onOurClock(value);
    return value === undefined ? fromJson(stored) : value;
  }

  /** A stored moment is in UTC: people mean the day and hour of their own clock. */
  private onOurClock(value: FeelDateTime): Value {
    return value.zone ? FeelDateTime.atEpochNanos(value.epochNanos, this.zone) : value;
  }

  /** What has no zone is on the department's clock. */
  private instant(value: FeelDateTime): string {
    const { year, month, day } = value.date;
    const offset = value.zone ? 0 : this.zone.offsetAt(year, month, day, value.time.secondOfDay);
    const nanos = value.epochNanos - BigInt(offset) * nanosOfSecond;
    const date = new Date(Number(nanos / nanosOfMilli));
    return Number.isNaN(date.getTime()) ? value.toString() : date.toISOString();
  }
}
