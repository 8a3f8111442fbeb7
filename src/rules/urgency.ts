/** Priorities above the first are urgent, from the second on most urgent; 50 is the usual one. */
const [urgent, mostUrgent] = [50, 80];

/** 0 特急, 1 紧急, 2 as usual. */
export function urgencyOf(priority: number): 0 | 1 | 2 {
  if (priority <= urgent) return 2;
  return priority < mostUrgent ? 1 : 0;
}
