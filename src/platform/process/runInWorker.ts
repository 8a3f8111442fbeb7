import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';

/** Limits at which the work is stopped. */
export interface WorkLimits {
  /** Heap only; memory outside of it is not counted. */
  megabytes: number;
  milliseconds: number;
}

/** The work exceeded its limit of memory or time and was stopped. */
export class WorkStopped extends Error {
  constructor(readonly reason: 'memory' | 'time') {
    super(`the work was ended: it used more ${reason} than it may`);
  }
}

/**
 * Runs a program in a worker thread and ends it at its limits, without harm to this process.
 * @param program file beside `importer`, without its ending
 * @param take gets each message that the program posts
 * @throws {WorkStopped} @throws what the program throws
 */
export async function runInWorker<Message>(
  { importer, program }: { importer: string; program: string },
  input: unknown,
  { megabytes, milliseconds }: WorkLimits,
  take: (message: Message) => void,
): Promise<void> {
  const worker = startWorker(importer, program, { workerData: input, maxOldGenerationSizeMb: megabytes });
  worker.on('message', take);
  let timer: NodeJS.Timeout | undefined;
  try {
    await new Promise<void>((resolve, reject) => {
      timer = setTimeout(() => reject(new WorkStopped('time')), milliseconds);
      worker.on('error', (error: NodeJS.ErrnoException) =>
        reject(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? new WorkStopped('memory') : error),
      );
      worker.once('exit', () => resolve());
    });
  } finally {
    clearTimeout(timer);
    await worker.terminate();
  }
}

function startWorker(
  importer: string,
  program: string,
  { workerData, maxOldGenerationSizeMb }: { workerData: unknown; maxOldGenerationSizeMb: number },
): Worker {
  const ending = extname(new URL(importer).pathname);
  const file = new URL(`./${program}${ending}`, importer);
  const options = { workerData, resourceLimits: { maxOldGenerationSizeMb } };
  if (ending !== '.ts') return new Worker(file, options);
  // Run from its source, as in tests: this version of Node reads no TypeScript by itself.
  const [at, from] = [file.href, importer].map((address) => JSON.stringify(address));
  const script = `import('tsx/esm/api').then(({ tsImport }) => tsImport(${at}, ${from}))`;
  return new Worker(script, { ...options, eval: true, execArgv: [] });
}
