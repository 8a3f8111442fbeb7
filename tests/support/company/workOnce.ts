import type { TestApp } from '../http/app.js';

/** Turns the worker until it has found something to do: for a click that is on its way. */
export async function workOnce(app: TestApp): Promise<void> {
  while ((await app.runJobs()) === 0) await new Promise((resolve) => setTimeout(resolve, 20));
}
