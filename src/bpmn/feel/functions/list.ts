import { compare, equals } from '../values/compare.js';
import { FeelNumber } from '../values/number.js';
import { type Evaluation, type FeelFunction, type FeelList, isList, type Value } from '../values/value.js';
import { wholeNumber } from './conversion.js';
import { type Signature, signature } from './define.js';
import { sortList } from './sort.js';

/** List functions that pick, put and order (DMN 1.5, 10.3.4.4, table 72; sort: 10.3.4.8, table 76). */
export const listFunctions: Signature[] = [
  signature(
    'list contains(list: list, element: any)',
    (run, list: FeelList, element: Value) => indexIn(run, list, element) >= 0,
  ),
  signature('count(list: list)', (_run, list: FeelList) => new FeelNumber(list.length)),
  signature('sublist(list: list, start position: number, length?: number?)', sublist),
  signature('append(list: list, ...item: any)', (run, list: FeelList, items: FeelList) =>
    made(run, [...list, ...items]),
  ),
  signature('concatenate(...list: any)', (run, lists: FeelList) => concatenated(run, lists)),
  signature('insert before(list: list, position: number, newItem: any)', insertBefore),
  signature('remove(list: list, position: number)', (run, list: FeelList, position: FeelNumber) => {
    const at = place(list, position);
    return at === null ? run.fail('noSuchPosition', list, position) : made(run, list.toSpliced(at, 1));
  }),
  signature(
    'list replace(list: list, position: number, newItem: any)',
    (run, list: FeelList, position: FeelNumber, item: Value) => {
      const at = place(list, position.trunc() as FeelNumber);
      return at === null ? run.fail('noSuchPosition', list, position) : made(run, list.with(at, item));
    },
  ),
  signature('list replace(list: list, match: function, newItem: any)', replaceMatching),
  signature('reverse(list: list)', (run, list: FeelList) => made(run, list.toReversed())),
  signature('index of(list: list, match: any)', (run, list: FeelList, match: Value) =>
    list.flatMap((item, index) => (same(run, item, match) ? [new FeelNumber(index + 1)] : [])),
  ),
  signature('union(...list: any)', (run, lists: FeelList) => distinct(run, concatenated(run, lists))),
  signature('distinct values(list: list)', (run, list: FeelList) => distinct(run, list)),
  signature('flatten(list: list)', (run, list: FeelList) => {
    const flat: Value[] = [];
    flattenInto(run, list, flat);
    return flat;
  }),
  signature('sort(list: list, precedes: function)', (run, list: FeelList, precedes: FeelFunction) =>
    sortList(run, list, (a, b) => run.apply(precedes, [a, b]) === true),
  ),
  signature('sort(list: list)', (run, list: FeelList) => {
    if (list.some((item, index) => index > 0 && compare(list[0] ?? null, item, run) === null)) {
      return run.fail('notComparable', list);
    }
    return sortList(run, list, (a, b) => compare(a, b, run) === -1);
  }),
];

function made(run: Evaluation, list: Value[]): Value[] {
  run.budget.list(list.length);
  return list;
}

function same(run: Evaluation, left: Value, right: Value): boolean {
  run.budget.spend(1);
  return equals(left, right, run) === true;
}

function indexIn(run: Evaluation, list: FeelList, wanted: Value): number {
  return list.findIndex((item) => same(run, item, wanted));
}

/** The index of a position from 1, or from the end when it is negative; null when there is none such. */
function place(list: FeelList, position: FeelNumber): number | null {
  const at = wholeNumber(position);
  if (at === null || at === 0 || Math.abs(at) > list.length) return null;
  return at > 0 ? at - 1 : list.length + at;
}

function sublist(run: Evaluation, list: FeelList, start: FeelNumber, count?: FeelNumber | null): Value {
  const at = place(list, start);
  const size = count ? wholeNumber(count) : null;
  if (at === null || (count && (size === null || size < 1 || at + size > list.length))) {
    return run.fail('noSuchPosition', list, start, count ?? null);
  }
  return made(run, list.slice(at, size === null ? undefined : at + size));
}

function insertBefore(run: Evaluation, list: FeelList, position: FeelNumber, item: Value): Value {
  const at = place(list, position);
  return at === null ? run.fail('noSuchPosition', list, position) : made(run, list.toSpliced(at, 0, item));
}

function replaceMatching(run: Evaluation, list: FeelList, match: FeelFunction, replacement: Value): Value {
  const replaced: Value[] = [];
  for (const item of list) {
    const decided = run.apply(match, [item, replacement]);
    if (typeof decided !== 'boolean') return run.fail('notBoolean', decided);
    replaced.push(decided ? replacement : item);
  }
  return made(run, replaced);
}

function concatenated(run: Evaluation, lists: FeelList): Value[] {
  const all: Value[] = [];
  for (const list of lists) {
    const items = isList(list) ? list : [list];
    run.budget.list(all.length + items.length);
    for (const item of items) all.push(item);
  }
  return all;
}

function distinct(run: Evaluation, list: FeelList): Value[] {
  const kept: Value[] = [];
  for (const item of list) if (indexIn(run, kept, item) < 0) kept.push(item);
  return kept;
}

function flattenInto(run: Evaluation, list: FeelList, flat: Value[]): void {
  run.budget.enter();
  for (const item of list) {
    if (isList(item)) flattenInto(run, item, flat);
    else {
      flat.push(item);
      run.budget.grow(flat.length);
    }
  }
  run.budget.leave();
}
