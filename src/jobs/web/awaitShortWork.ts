import { setTimeout as pause } from 'node:timers/promises';
import type { WorkStatus } from '../store/longWork.js';

/** A click waits this long for the result before it gets the progress page. */
const maxWaitMs = 1200;
const pollIntervalMs = 60;

/** Waits a moment, in case the background work finishes at once. @returns its status after that */
export async function awaitShortWork(statusOf: () => Promise<WorkStatus>): Promise<WorkStatus> {
  for (let waited = 0; ; waited += pollIntervalMs) {
    const status = await statusOf();
    if (status !== 'running' || waited >= maxWaitMs) return status;
    await pause(pollIntervalMs);
  }
}
