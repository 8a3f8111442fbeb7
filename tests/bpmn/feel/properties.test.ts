import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import { compile, DaysDuration, FeelNumber, parseDuration, toText } from '../../../src/bpmn/feel/index.js';
import { evaluated } from './support.js';

const ZONES = [
  'Asia/Shanghai',
  'Europe/Berlin',
  'America/New_York',
  'Australia/Lord_Howe',
  'America/St_Johns',
];
const run = (text: string) => compile(text).evaluate().value;

describe('decimals against big integers', () => {
  const integer = fc.bigInt({ min: -(10n ** 16n), max: 10n ** 16n });
  const scaled = fc.tuple(integer, fc.integer({ min: 0, max: 12 }));
  const text = ([digits, scale]: [bigint, number]) => `(${digits}e-${scale})`;
  const exact = (digits: bigint, scale: number) => new FeelNumber(`${digits}e-${scale}`);

  test('sums, differences and products are exact', () => {
    fc.assert(
      fc.property(scaled, scaled, ([a, s], [b, t]) => {
        const scale = Math.max(s, t);
        const [x, y] = [a * 10n ** BigInt(scale - s), b * 10n ** BigInt(scale - t)];
        const both = (operator: string) => `${text([a, s])} ${operator} ${text([b, t])}`;
        expect(String(run(both('+')))).toBe(String(exact(x + y, scale)));
        expect(String(run(both('-')))).toBe(String(exact(x - y, scale)));
        expect(String(run(both('*')))).toBe(String(exact(a * b, s + t)));
        expect(run(both('<'))).toBe(x < y);
        expect(run(both('='))).toBe(x === y);
      }),
      { numRuns: 200 },
    );
  });

  test('a quotient is right to half of its 34th digit', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 1n, max: 10n ** 20n }),
        fc.bigInt({ min: 1n, max: 10n ** 20n }),
        (a, b) => {
          const quotient = run(`${a} / ${b}`) as FeelNumber;
          const Wide = FeelNumber.clone({ precision: 80 });
          const error = new Wide(quotient).minus(new Wide(a.toString()).div(b.toString())).abs();
          expect(error.lte(new Wide(quotient).abs().times('0.5e-33'))).toBe(true);
        },
      ),
      { numRuns: 200 },
    );
  });

  test('modulo is what the standard defines it by', () => {
    fc.assert(
      fc.property(
        integer,
        integer.filter((b) => b !== 0n),
        (a, b) => {
          const rest = ((a % b) + b) % b;
          expect(String(run(`modulo(${a}, ${b})`))).toBe(String(rest));
        },
      ),
    );
  });
});

describe('durations against big integers', () => {
  const nanos = fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n });
  const literal = (value: bigint) => `@"${DaysDuration.of(value)}"`;

  test('sums, differences, multiples and order', () => {
    fc.assert(
      fc.property(nanos, nanos, fc.integer({ min: -1000, max: 1000 }), (a, b, n) => {
        expect(String(run(`${literal(a)} + ${literal(b)}`))).toBe(String(DaysDuration.of(a + b)));
        expect(String(run(`${literal(a)} - ${literal(b)}`))).toBe(String(DaysDuration.of(a - b)));
        expect(String(run(`(${n}) * ${literal(a)}`))).toBe(String(DaysDuration.of(a * BigInt(n))));
        expect(run(`${literal(a)} < ${literal(b)}`)).toBe(a < b);
        expect((parseDuration(String(DaysDuration.of(a))) as DaysDuration).nanos).toBe(a);
      }),
      { numRuns: 200 },
    );
  });
});

describe('comparison', () => {
  const value = fc.constantFrom(
    'null',
    'true',
    '1',
    '1.0',
    '-2.5',
    '"a"',
    '"b"',
    '""',
    '@"2020-01-01"',
    '@"2020-01-01T00:00:00"',
    '@"2020-01-01T00:00:00Z"',
    '@"10:00:00"',
    '@"10:00:00+08:00"',
    '@"P1D"',
    '@"PT24H"',
    '@"P1M"',
    '[1]',
    '[1, "a"]',
    '{a: 1}',
    '[1..3]',
    '(1..3)',
    'abs',
  );

  test('is total or null, never false for what cannot be compared', () => {
    fc.assert(
      fc.property(value, value, (a, b) => {
        const of = (operator: string) => run(`${a} ${operator} ${b}`);
        const answers = [of('<'), of('>'), of('<='), of('>=')];
        if (answers.includes(null)) {
          expect(answers).toEqual([null, null, null, null]);
          return;
        }
        expect([of('<'), of('='), of('>')].filter((answer) => answer === true)).toHaveLength(1);
        expect(of('<=')).toBe(!of('>'));
        expect(of('<')).toBe(run(`${b} > ${a}`));
      }),
      { numRuns: 500 },
    );
  });

  test('equality is symmetric, and != its opposite', () => {
    fc.assert(
      fc.property(value, value, (a, b) => {
        const equal = run(`${a} = ${b}`);
        expect(run(`${b} = ${a}`)).toBe(equal);
        expect(run(`${a} != ${b}`)).toBe(equal === null ? null : !equal);
      }),
      { numRuns: 500 },
    );
  });
});

describe.each(ZONES)('dates in %s', (zone) => {
  const local = fc
    .date({ min: new Date('1975-01-01'), max: new Date('2035-01-01'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 19));
  const clock = (text: unknown) => String(text).replace(/@.*/, '');

  test('days, hours and months are added as Temporal adds them', () => {
    fc.assert(
      fc.property(
        local,
        fc.integer({ min: -400, max: 400 }),
        fc.integer({ min: 0, max: 23 }),
        (text, days, hours) => {
          const sign = days < 0 ? -1 : 1;
          const start = Temporal.PlainDateTime.from(text).toZonedDateTime(zone);
          const moved = start.add({ days, hours: sign * hours }).toPlainDateTime();
          const duration = `${days < 0 ? '-' : ''}P${Math.abs(days)}DT${hours}H`;
          const expected = moved.toString({ smallestUnit: 'second' });
          const from = start.toPlainDateTime().toString({ smallestUnit: 'second' });
          expect(clock(evaluated(`@"${from}@${zone}" + @"${duration}"`))).toBe(expected);
          expect(evaluated(`@"${from}" + @"${duration}"`, {}, { zone })).toBe(expected);
          const later = start.add({ months: days }).toPlainDateTime().toString({ smallestUnit: 'second' });
          const months = `${days < 0 ? '-' : ''}P${Math.abs(days)}M`;
          expect(clock(evaluated(`@"${from}@${zone}" + @"${months}"`))).toBe(later);
        },
      ),
      { numRuns: 150 },
    );
  });

  test('the difference is the time that passes', () => {
    fc.assert(
      fc.property(local, local, (a, b) => {
        const [from, to] = [a, b].map((text) => Temporal.PlainDateTime.from(text).toZonedDateTime(zone));
        const passed = to!.epochNanoseconds - from!.epochNanoseconds;
        expect(evaluated(`string(@"${b}" - @"${a}")`, {}, { zone })).toBe(String(DaysDuration.of(passed)));
      }),
      { numRuns: 150 },
    );
  });

  test('today is the day that Intl says it is', () => {
    fc.assert(
      fc.property(fc.date({ min: new Date(0), max: new Date('2035-01-01'), noInvalidDate: true }), (now) => {
        const day = new Intl.DateTimeFormat('en-CA', { timeZone: zone, dateStyle: 'short' }).format(now);
        expect(toText(compile('today()').evaluate({}, { now, zone }).value)).toBe(day);
      }),
      { numRuns: 100 },
    );
  });
});
