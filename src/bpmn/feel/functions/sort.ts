import type { Evaluation, FeelList, Value } from '../values/value.js';

/** Sorts by merging: equal items keep their order, and a careless `precedes` does no harm. */
export function sortList(
  run: Evaluation,
  list: FeelList,
  precedes: (left: Value, right: Value) => boolean,
): Value[] {
  run.budget.list(list.length);
  return mergeSort([...list], precedes, run);
}

function mergeSort(list: Value[], precedes: (a: Value, b: Value) => boolean, run: Evaluation): Value[] {
  if (list.length < 2) return list;
  const middle = list.length >> 1;
  const left = mergeSort(list.slice(0, middle), precedes, run);
  const right = mergeSort(list.slice(middle), precedes, run);
  const merged: Value[] = [];
  let [l, r] = [0, 0];
  while (l < left.length && r < right.length) {
    run.budget.spend(1);
    merged.push(precedes(right[r]!, left[l]!) ? right[r++]! : left[l++]!);
  }
  return [...merged, ...left.slice(l), ...right.slice(r)];
}
