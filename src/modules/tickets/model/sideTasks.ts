/** Stands between the execution id of the task that a side task hangs on, and its number; no engine id holds it. */
const roundSeparator = '+';

/** The execution id of the nth of the tasks that were hung on a task together, as its `round`th. */
export function sideExecutionId(executionId: string, round: number, number: number): string {
  return `${executionId}${roundSeparator}${round}.${number}`;
}

/** Which of the rounds of side tasks one belongs to; 0 for the task itself. */
export function roundOf(executionId: string): number {
  return Number.parseInt(executionId.split(roundSeparator)[1] ?? '0', 10);
}

/** Those hung on their task together with this one. */
export function tasksOfSameRound<Task extends { executionId: string }>(
  tasks: readonly Task[],
  one: Task,
): Task[] {
  return tasks.filter(({ executionId }) => roundOf(executionId) === roundOf(one.executionId));
}

/** The execution that the engine waits for: of a task itself, or of the one that it hangs on. */
export function engineExecutionId(executionId: string): string {
  return executionId.split(roundSeparator)[0] as string;
}

/** Whether people hung it on another task, so that the engine knows nothing of it. */
export function isSideTask(executionId: string): boolean {
  return executionId.includes(roundSeparator);
}
