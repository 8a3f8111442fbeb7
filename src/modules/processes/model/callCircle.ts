/**
 * The shortest way from a process by calls back to itself, with itself at both ends; null when there is none.
 * @param calls what each process calls, by key
 */
export function callCircle(key: string, calls: ReadonlyMap<string, readonly string[]>): string[] | null {
  const cameFrom = new Map<string, string>();
  for (const at of reached(key, calls, cameFrom)) {
    if (!calls.get(at)?.includes(key)) continue;
    const way = [key];
    for (let step: string | undefined = at; step !== undefined; step = cameFrom.get(step)) way.unshift(step);
    return way;
  }
  return null;
}

/** Every process that is called from this one, directly or not, the nearest first; notes from where each was reached. */
function* reached(
  key: string,
  calls: ReadonlyMap<string, readonly string[]>,
  cameFrom: Map<string, string>,
): Generator<string> {
  const seen = new Set([key]);
  const queue = [key];
  for (let at = queue.shift(); at !== undefined; at = queue.shift()) {
    yield at;
    for (const called of calls.get(at) ?? []) {
      if (seen.has(called)) continue;
      seen.add(called);
      cameFrom.set(called, at);
      queue.push(called);
    }
  }
}
