import type { Course } from '../report/course.js';

/** Runs the background jobs that are due now. @returns what was done, in Chinese */
export async function jobsAct({ site }: Course): Promise<string> {
  const count = await site.worker.runDue();
  return `系统运行后台作业 ${count} 项`;
}
