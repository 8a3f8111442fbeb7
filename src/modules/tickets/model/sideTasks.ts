/** Separates the parent task's execution id from the number of a side task; engine ids never contain it. */
const roundSeparator = '+';

/** The execution id of side task `number` of the given round of a task. */
export function sideExecutionId(executionId: string, round: number, number: number): string {
  return `${executionId}${roundSeparator}${round}.${number}`;
}

/** The round of a side task; 0 for the parent task itself. */
export function roundOf(executionId: string): number {
  return Number.parseInt(executionId.split(roundSeparator)[1] ?? '0', 10);
}

/** The side tasks of the same round as this one. */
export function tasksOfSameRound<Task extends { executionId: string }>(
  tasks: readonly Task[],
  one: Task,
): Task[] {
  return tasks.filter(({ executionId }) => roundOf(executionId) === roundOf(one.executionId));
}

/** The execution id in the engine: of the task itself, or of a side task's parent. */
export function engineExecutionId(executionId: string): string {
  return executionId.split(roundSeparator)[0] as string;
}

/** Whether it is a side task, which the engine does not know. */
export function isSideTask(executionId: string): boolean {
  return executionId.includes(roundSeparator);
}
