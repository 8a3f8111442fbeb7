import { setTimeout as pause } from 'node:timers/promises';
import type { WorkStatus } from '../store/longWork.js';

/** How long a click waits for work that may be short, in milliseconds, before its page shows how far it is. */
const patience = 1200;
const lookEvery = 60;

/** Waits a moment for work in the background; the status that it has then. */
export async function soonOver(statusOf: () => Promise<WorkStatus>): Promise<WorkStatus> {
  for (let waited = 0; ; waited += lookEvery) {
    const status = await statusOf();
    if (status !== 'running' || waited >= patience) return status;
    await pause(lookEvery);
  }
}
