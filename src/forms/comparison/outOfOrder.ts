/** The names that changed their place between two lists: the fewest that explain the newer order. */
export function outOfOrder(older: readonly string[], newer: readonly string[]): string[] {
  const ranks = new Map(older.map((name, rank) => [name, rank]));
  const common = newer.filter((name) => ranks.has(name));
  const kept = new Set(longestRising(common, (name) => ranks.get(name)!));
  return common.filter((name) => !kept.has(name));
}

/** The longest run of names, not necessarily adjacent, whose ranks rise. Forms have few fields: quadratic time does. */
function longestRising(names: readonly string[], rank: (name: string) => number): string[] {
  const runs: string[][] = [];
  for (const name of names) {
    const before = runs.filter((run) => rank(run.at(-1)!) < rank(name));
    const longest = before.reduce<string[]>((best, run) => (run.length > best.length ? run : best), []);
    runs.push([...longest, name]);
  }
  return runs.reduce<string[]>((best, run) => (run.length > best.length ? run : best), []);
}
