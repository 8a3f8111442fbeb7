import { parentPort, type Worker } from 'node:worker_threads';
import {
  causeOfDeath,
  startThread,
  type ThreadProgram,
  type WorkLimits,
  WorkStopped,
} from './startThread.js';

/** Answers questions one after the other in a thread that is kept between them. */
export interface WorkThread<Question> {
  /** @throws {WorkStopped} at a limit {TooMuchWaiting} @throws what the program throws */
  ask(question: Question): Promise<unknown>;
  close(): Promise<void>;
}

/** Many wait for the thread already. */
export class TooMuchWaiting extends Error {}

export interface ThreadLimits extends WorkLimits {
  maxWaiting: number;
}

/** What the program posts: that it is loaded, and then an answer to each question. */
type Message = { ready: true } | { answer: unknown } | { failure: unknown };

/** An idle thread ends, so that its memory is free. */
const idleMs = 60_000;
/** Loading the program; it is not the question's fault when this takes long. */
const loadingMs = 60_000;

/** A thread starts with the first question, ends when it is idle, and is replaced after it exceeded a limit. */
export function createWorkThread<Question>(
  program: ThreadProgram,
  limits: ThreadLimits,
): WorkThread<Question> {
  return new KeptThread(program, limits);
}

class KeptThread<Question> implements WorkThread<Question> {
  #running: Promise<Worker> | undefined;
  #idle: NodeJS.Timeout | undefined;
  #waiting = 0;
  #last: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly program: ThreadProgram,
    private readonly limits: ThreadLimits,
  ) {}

  async ask(question: Question): Promise<unknown> {
    if (this.#waiting >= this.limits.maxWaiting)
      throw new TooMuchWaiting('too many questions wait for the thread');
    this.#waiting += 1;
    const asking = this.#last.then(() => this.#askNow(question));
    this.#last = asking.catch(() => undefined);
    return asking.finally(() => {
      this.#waiting -= 1;
    });
  }

  async close(): Promise<void> {
    clearTimeout(this.#idle);
    const ending = this.#running;
    this.#running = undefined;
    await (await ending?.catch(() => undefined))?.terminate();
  }

  async #askNow(question: Question): Promise<unknown> {
    clearTimeout(this.#idle);
    try {
      this.#running ??= this.#load();
      const worker = await this.#running;
      worker.ref();
      worker.postMessage(question);
      const message = await nextMessage(worker, this.limits.milliseconds);
      worker.unref();
      if ('failure' in message) throw message.failure;
      return 'answer' in message ? message.answer : undefined;
    } catch (error) {
      await this.close();
      throw error;
    } finally {
      this.#idle = setTimeout(() => void this.close(), idleMs).unref();
    }
  }

  #load(): Promise<Worker> {
    const loading = loadThread(this.program, this.limits.megabytes);
    const forget = () => {
      if (this.#running === loading) this.#running = undefined;
    };
    loading.then((worker) => worker.once('exit', forget), forget);
    return loading;
  }
}

async function loadThread(program: ThreadProgram, megabytes: number): Promise<Worker> {
  const worker = startThread(program, { megabytes });
  // Between questions nobody else listens, and an error without a listener would end this process.
  worker.on('error', () => undefined);
  await nextMessage(worker, loadingMs);
  return worker;
}

/** @throws {WorkStopped} @throws what the thread died of */
async function nextMessage(worker: Worker, milliseconds: number): Promise<Message> {
  let timer: NodeJS.Timeout | undefined;
  let stopListening: (() => unknown) | undefined;
  try {
    return await new Promise<Message>((resolve, reject) => {
      timer = setTimeout(() => reject(new WorkStopped('time')), milliseconds);
      const died = (error: Error) => reject(causeOfDeath(error));
      const ended = () => reject(new Error('the thread ended without an answer'));
      worker.on('message', resolve).on('error', died).on('exit', ended);
      stopListening = () => worker.off('message', resolve).off('error', died).off('exit', ended);
    });
  } finally {
    clearTimeout(timer);
    stopListening?.();
  }
}

/** The other end: a program calls this once and answers every question that comes. */
export function answerQuestions<Question>(answer: (question: Question) => Promise<unknown>): void {
  const post = (message: Message) => parentPort?.postMessage(message);
  parentPort?.on('message', async (question: Question) => {
    try {
      post({ answer: await answer(question) });
    } catch (failure) {
      post({ failure });
    }
  });
  post({ ready: true });
}
