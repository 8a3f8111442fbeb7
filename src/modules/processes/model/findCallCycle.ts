/**
 * The shortest cycle of calls from a process back to itself, with its key at both ends; null when there is none.
 * @param calls the keys of the processes that each process calls, by key
 */
export function findCallCycle(key: string, calls: ReadonlyMap<string, readonly string[]>): string[] | null {
  const cameFrom = new Map<string, string>();
  for (const at of calledProcesses(key, calls, cameFrom)) {
    if (!calls.get(at)?.includes(key)) continue;
    const way = [key];
    for (let step: string | undefined = at; step !== undefined; step = cameFrom.get(step)) way.unshift(step);
    return way;
  }
  return null;
}

/**
 * Yields every process that this one calls, directly or not, the nearest first; enters the caller of each in `cameFrom`.
 */
function* calledProcesses(
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
