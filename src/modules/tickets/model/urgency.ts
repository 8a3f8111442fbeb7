/** Above the first priority a task is 紧急, from the second on 特急. */
export const usualPriority = 50;
export const mostUrgentPriority = 80;

/** The priorities that the designer offers by name. */
export const offeredPriorities = [60, mostUrgentPriority] as const;

/** By the number that `urgencyOf` gives. */
export const urgencyNames = { '0': '特急', '1': '紧急', '2': '普通' } as const;

/** 0 特急, 1 紧急, 2 as usual. */
export function urgencyOf(priority: number): 0 | 1 | 2 {
  if (priority <= usualPriority) return 2;
  return priority < mostUrgentPriority ? 1 : 0;
}
