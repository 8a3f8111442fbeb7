import {
  causeOfDeath,
  startThread,
  type ThreadProgram,
  type WorkLimits,
  WorkStopped,
} from './startThread.js';

/**
 * Runs a program once in a thread and ends it at its limits, without harm to this process.
 * @param take gets each message that the program posts
 * @throws {WorkStopped} @throws what the program throws
 */
export async function runInWorker<Message>(
  program: ThreadProgram,
  input: unknown,
  { megabytes, milliseconds }: WorkLimits,
  take: (message: Message) => void,
): Promise<void> {
  const worker = startThread(program, { megabytes, input });
  worker.on('message', take);
  let timer: NodeJS.Timeout | undefined;
  try {
    await new Promise<void>((resolve, reject) => {
      timer = setTimeout(() => reject(new WorkStopped('time')), milliseconds);
      worker.on('error', (error) => reject(causeOfDeath(error)));
      worker.once('exit', () => resolve());
    });
  } finally {
    clearTimeout(timer);
    await worker.terminate();
  }
}
