import { arithmetic, isDuration } from '../values/arithmetic.js';
import { compare } from '../values/compare.js';
import { FeelNumber, finite } from '../values/number.js';
import { type Evaluation, type FeelList, isList, type Value } from '../values/value.js';
import { type Signature, signature } from './define.js';

/** Functions of a list that answer with one value (DMN 1.5, 10.3.4.4, table 72): of one list, or of the arguments. */
export const statisticsFunctions: Signature[] = [
  ...overList('min', (run, list) => extreme(run, list, -1)),
  ...overList('max', (run, list) => extreme(run, list, 1)),
  ...overList('sum', (run, list) => (list.length === 0 ? null : sum(run, list))),
  ...overList('mean', mean),
  ...overList('product', (run, list) =>
    ofNumbers(run, list, (numbers) => numbers.reduce((a, b) => a.times(b))),
  ),
  ...overList('median', (run, list) => ofNumbers(run, list, median)),
  ...overList('stddev', stddev),
  ...overList('mode', mode),
  ...overList('all', (run, list) => quantify(run, list, false)),
  ...overList('any', (run, list) => quantify(run, list, true)),
];

type Reduction = (run: Evaluation, list: FeelList) => Value;

/** `f(list)` and `f(a, b, …)`; a single value is a list of it. */
function overList(name: string, reduce: Reduction): Signature[] {
  const counted: Reduction = (run, list) => {
    run.budget.spend(list.length);
    return reduce(run, list);
  };
  return [
    signature(`${name}(list: list)`, counted),
    signature(`${name}(...list: any)`, (run, items: FeelList) =>
      items.length === 1 && (items[0] === null || isList(items[0]!))
        ? run.fail('wrongArguments', ...items)
        : counted(run, items),
    ),
  ];
}

function extreme(run: Evaluation, list: FeelList, direction: 1 | -1): Value {
  if (list.length === 0) return null;
  let best = list[0] ?? null;
  if (compare(best, best, run) === null) return run.fail('notComparable', list);
  for (const item of list) {
    const order = compare(item, best, run);
    if (order === null) return run.fail('notComparable', item, best);
    if (order === direction) best = item;
  }
  return best;
}

function sum(run: Evaluation, list: FeelList): Value {
  const [first = null] = list;
  if (!(first instanceof FeelNumber) && !isDuration(first)) return run.fail('wrongArguments', list);
  return list.slice(1).reduce((total: Value, item) => {
    if (total === null) return null;
    return arithmetic('+', total, item, run);
  }, first);
}

function mean(run: Evaluation, list: FeelList): Value {
  if (list.length === 0) return null;
  const total = sum(run, list);
  return total === null ? null : arithmetic('/', total, new FeelNumber(list.length), run);
}

function ofNumbers(run: Evaluation, list: FeelList, reduce: (numbers: FeelNumber[]) => FeelNumber): Value {
  if (list.length === 0) return null;
  if (!list.every((item) => item instanceof FeelNumber)) return run.fail('wrongArguments', list);
  return finite(reduce([...list])) ?? run.fail('outOfRange', list);
}

function median(numbers: FeelNumber[]): FeelNumber {
  const sorted = numbers.toSorted((a, b) => a.cmp(b));
  const middle = sorted.length >> 1;
  if (sorted.length % 2 === 1) return sorted[middle]!;
  return sorted[middle - 1]!.plus(sorted[middle]!).div(2);
}

/** Of a sample: divided by one less than their count; of fewer than two it is null. */
function stddev(run: Evaluation, list: FeelList): Value {
  if (list.length < 2) return run.fail('wrongArguments', list);
  // Each number is added, subtracted and squared at 34 digits: 19,000 of them took a quarter of a second.
  run.budget.spend(2 * list.length);
  return ofNumbers(run, list, (numbers) => {
    const average = numbers.reduce((a, b) => a.plus(b)).div(numbers.length);
    const squares = numbers.map((number) => {
      const distance = number.minus(average);
      return distance.times(distance);
    });
    return squares
      .reduce((a, b) => a.plus(b))
      .div(numbers.length - 1)
      .sqrt();
  });
}

/** The numbers that occur most often, in ascending order. */
function mode(run: Evaluation, list: FeelList): Value {
  if (!list.every((item) => item instanceof FeelNumber)) return run.fail('wrongArguments', list);
  const counts = new Map<string, { number: FeelNumber; count: number }>();
  for (const number of list) {
    const key = number.toString();
    counts.set(key, { number, count: (counts.get(key)?.count ?? 0) + 1 });
  }
  const most = Math.max(...[...counts.values()].map(({ count }) => count), 0);
  return [...counts.values()]
    .filter(({ count }) => count === most)
    .map(({ number }) => number)
    .sort((a, b) => a.cmp(b));
}

/** all: true unless one is false; any: false unless one is true; what is no boolean leaves it null. */
function quantify(run: Evaluation, list: FeelList, decisive: boolean): Value {
  let result: Value = !decisive;
  for (const item of list) {
    if (item === decisive) return decisive;
    if (item !== !decisive) result = null;
  }
  if (result === null && list.some((item) => item !== null && typeof item !== 'boolean')) {
    return run.fail('notBoolean', list);
  }
  return result;
}
