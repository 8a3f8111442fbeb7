import { compare, equals } from '../values/compare.js';
import { type Evaluation, FeelRange, type Value } from '../values/value.js';
import { type Signature, signature } from './define.js';
import { readRange } from './readRange.js';

/** Range functions (DMN 1.5, 10.3.4.6, table 78), over points and ranges, and range() itself (table 69). */
export const rangeFunctions: Signature[] = [
  signature(
    'range(from: string)',
    (run, from: string) => readRange(from, run) ?? run.fail('unreadable', from),
  ),
  ...relation('before', 'after', {
    points: (p, q, ends) => ends.order(p, q) < 0,
    pointRange: (p, r, ends) => ends.beforeStart(p, r),
    rangePoint: (r, p, ends) => ends.afterEnd(p, r),
    ranges: (a, b, ends) => {
      const order = ends.endToStart(a, b);
      return order < 0 || (order === 0 && !(a.endIncluded && b.startIncluded));
    },
  }),
  ...relation('meets', 'met by', {
    ranges: (a, b, ends) => a.endIncluded && b.startIncluded && ends.endToStart(a, b) === 0,
  }),
  ...relation('overlaps', null, { ranges: (a, b, ends) => ends.reaches(a, b) && ends.reaches(b, a) }),
  ...relation('overlaps before', 'overlaps after', {
    ranges: (a, b, ends) => {
      const [starts, finish] = [ends.starts(a, b), ends.ends(a, b)];
      const earlier = starts < 0 || (starts === 0 && a.startIncluded && !b.startIncluded);
      return (
        earlier && ends.reaches(a, b) && (finish < 0 || (finish === 0 && (!a.endIncluded || b.endIncluded)))
      );
    },
  }),
  ...relation('finishes', 'finished by', {
    pointRange: (p, r, ends) => r.endIncluded && ends.order(p, r.end) === 0,
    ranges: (a, b, ends) =>
      a.endIncluded === b.endIncluded && ends.ends(a, b) === 0 && ends.startsWithin(a, b),
  }),
  ...relation('during', 'includes', {
    pointRange: (p, r, ends) => !ends.beforeStart(p, r) && !ends.afterEnd(p, r),
    ranges: (a, b, ends) => ends.startsWithin(a, b) && ends.endsWithin(a, b),
  }),
  ...relation('starts', 'started by', {
    pointRange: (p, r, ends) => r.startIncluded && ends.order(p, r.start) === 0,
    ranges: (a, b, ends) =>
      a.startIncluded === b.startIncluded && ends.starts(a, b) === 0 && ends.endsWithin(a, b),
  }),
  ...relation('coincides', null, {
    points: (p, q, ends) => ends.order(p, q) === 0,
    ranges: (a, b, ends) => ends.same(a, b),
  }),
];

interface Forms {
  points?: (p: Value, q: Value, ends: Ends) => boolean;
  pointRange?: (p: Value, r: FeelRange, ends: Ends) => boolean;
  rangePoint?: (r: FeelRange, p: Value, ends: Ends) => boolean;
  ranges: (a: FeelRange, b: FeelRange, ends: Ends) => boolean;
}

/** A relation and its inverse: `a before b` is `b after a`. */
function relation(name: string, inverse: string | null, forms: Forms): Signature[] {
  const direct = [
    signature(`${name}(range1: range, range2: range)`, (run, a, b) => decide(run, a, b, forms)),
    signature(`${name}(point: any, range: any)`, (run, a, b) => decide(run, a, b, forms)),
    signature(`${name}(range: any, point: any)`, (run, a, b) => decide(run, a, b, forms)),
    signature(`${name}(point1: any, point2: any)`, (run, a, b) => decide(run, a, b, forms)),
  ];
  if (!inverse) return direct;
  return [
    ...direct,
    signature(`${inverse}(range1: range, range2: range)`, (run, a, b) => decide(run, b, a, forms)),
    signature(`${inverse}(point: any, range: any)`, (run, a, b) => decide(run, b, a, forms)),
    signature(`${inverse}(range: any, point: any)`, (run, a, b) => decide(run, b, a, forms)),
    signature(`${inverse}(point1: any, point2: any)`, (run, a, b) => decide(run, b, a, forms)),
  ];
}

function decide(run: Evaluation, a: Value, b: Value, forms: Forms): Value {
  const ends = new Ends(run);
  const result = apply(a, b, forms, ends);
  if (result === null || a === null || b === null) return run.fail('wrongArguments', a, b);
  return ends.comparable ? result : run.fail('notComparable', a, b);
}

function apply(a: Value, b: Value, forms: Forms, ends: Ends): boolean | null {
  if (a instanceof FeelRange) {
    if (b instanceof FeelRange) return forms.ranges(a, b, ends);
    return forms.rangePoint?.(a, b, ends) ?? null;
  }
  if (b instanceof FeelRange) return forms.pointRange?.(a, b, ends) ?? null;
  return forms.points?.(a, b, ends) ?? null;
}

/** Compares ends; an end that is not there lies before or after all values. */
class Ends {
  comparable = true;

  constructor(private readonly run: Evaluation) {}

  order(a: Value, b: Value): number {
    const order = compare(a, b, this.run);
    if (order === null) this.comparable = false;
    return order ?? Number.NaN;
  }

  starts(a: FeelRange, b: FeelRange): number {
    if (a.start === null || b.start === null) return Number(b.start === null) - Number(a.start === null);
    return this.order(a.start, b.start);
  }

  ends(a: FeelRange, b: FeelRange): number {
    if (a.end === null || b.end === null) return Number(a.end === null) - Number(b.end === null);
    return this.order(a.end, b.end);
  }

  endToStart(a: FeelRange, b: FeelRange): number {
    if (a.end === null) return 1;
    return b.start === null ? 1 : this.order(a.end, b.start);
  }

  /** Whether the first goes on to where the second begins. */
  reaches(a: FeelRange, b: FeelRange): boolean {
    const order = this.endToStart(a, b);
    return order > 0 || (order === 0 && a.endIncluded && b.startIncluded);
  }

  startsWithin(a: FeelRange, b: FeelRange): boolean {
    const order = this.starts(a, b);
    return order > 0 || (order === 0 && (!a.startIncluded || b.startIncluded || a.start === null));
  }

  endsWithin(a: FeelRange, b: FeelRange): boolean {
    const order = this.ends(a, b);
    return order < 0 || (order === 0 && (!a.endIncluded || b.endIncluded || a.end === null));
  }

  beforeStart(point: Value, range: FeelRange): boolean {
    if (range.start === null) return false;
    const order = this.order(point, range.start);
    return order < 0 || (order === 0 && !range.startIncluded);
  }

  afterEnd(point: Value, range: FeelRange): boolean {
    if (range.end === null) return false;
    const order = this.order(point, range.end);
    return order > 0 || (order === 0 && !range.endIncluded);
  }

  same(a: FeelRange, b: FeelRange): boolean {
    const equal = equals(a, b, this.run);
    if (equal === null) this.comparable = false;
    return equal === true;
  }
}
