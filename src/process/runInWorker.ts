import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';

/** What a piece of work may use before it is ended. */
export interface WorkLimits {
  /** Of the heap; what lies outside of it the work has to count itself. */
  megabytes: number;
  milliseconds: number;
}

/** The work used more memory or time than it may, and was ended. */
export class WorkEnded extends Error {
  constructor(readonly reason: 'memory' | 'time') {
    super(`the work was ended: it used more ${reason} than it may`);
  }
}

/**
 * Runs a program in a thread of its own and ends it at its limits; this process goes on whatever it does.
 * @param program file beside `importer`, without its ending
 * @param take gets each message that the program posts
 * @throws {WorkEnded} @throws what the program throws
 */
export async function runInWorker<Message>(
  { importer, program }: { importer: string; program: string },
  input: unknown,
  { megabytes, milliseconds }: WorkLimits,
  take: (message: Message) => void,
): Promise<void> {
  const ending = extname(new URL(importer).pathname);
  const worker = new Worker(new URL(`./${program}${ending}`, importer), {
    workerData: input,
    resourceLimits: { maxOldGenerationSizeMb: megabytes },
    // Run from its source, the program is TypeScript that this version of Node can't read by itself.
    ...(ending === '.ts' ? { execArgv: ['--import', 'tsx'] } : {}),
  });
  worker.on('message', take);
  let timer: NodeJS.Timeout | undefined;
  try {
    await new Promise<void>((resolve, reject) => {
      timer = setTimeout(() => reject(new WorkEnded('time')), milliseconds);
      worker.on('error', (error: NodeJS.ErrnoException) =>
        reject(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? new WorkEnded('memory') : error),
      );
      worker.once('exit', () => resolve());
    });
  } finally {
    clearTimeout(timer);
    await worker.terminate();
  }
}
