import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';

/** Limits at which work in a thread is ended. */
export interface WorkLimits {
  /** Heap only; memory outside of it is not counted. */
  megabytes: number;
  milliseconds: number;
}

/** The work exceeded its limit of memory or time and was ended. */
export class WorkStopped extends Error {
  constructor(readonly reason: 'memory' | 'time') {
    super(`the work was ended: it used more ${reason} than it may`);
  }
}

/** A program for a thread: a file beside `importer`, without its ending. */
export interface ThreadProgram {
  importer: string;
  program: string;
}

/**
 * Young objects get little room: V8 of Node 24 ends the whole process instead of the thread when many of them become old at the limit
 * (measured with arrays of texts: half of the runs; with this room none).
 */
const youngMegabytes = 4;

/** Starts a program in a thread with a limit of memory, from the build or from its source. */
export function startThread(
  { importer, program }: ThreadProgram,
  { megabytes, input }: { megabytes: number; input?: unknown },
): Worker {
  const ending = extname(new URL(importer).pathname);
  const file = new URL(`./${program}${ending}`, importer);
  const resourceLimits = { maxOldGenerationSizeMb: megabytes, maxYoungGenerationSizeMb: youngMegabytes };
  const options = { workerData: input, resourceLimits };
  if (ending !== '.ts') return new Worker(file, options);
  // Run from its source, as in tests: this version of Node reads no TypeScript by itself.
  const [at, from] = [file.href, importer].map((address) => JSON.stringify(address));
  const script = `import('tsx/esm/api').then(({ tsImport }) => tsImport(${at}, ${from}))`;
  return new Worker(script, { ...options, eval: true, execArgv: [] });
}

/** What a thread died of. */
export function causeOfDeath(error: NodeJS.ErrnoException): Error {
  return error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? new WorkStopped('memory') : error;
}
