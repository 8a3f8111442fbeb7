import type { Logger } from 'pino';
import { describeError } from './describeError.js';
import { restartCode } from './restarts.js';

/** How long requests and jobs in hand may take to end after an error that nobody caught. */
const patience = 10_000;

/**
 * The last to hear of an error that nobody caught, thrown or rejected: logs it, lets what is in hand end by `stop`, and ends the
 * process with `restartCode`, since nobody knows what state the error left behind.
 */
export function installLastHandler(logger: Logger, stop: () => Promise<void>): void {
  let ending = false;
  const end = (error: unknown, origin: string) => {
    logger.fatal(
      { origin, error: describeError(error) },
      'nobody caught this error: the process starts anew',
    );
    if (ending) return;
    ending = true;
    setTimeout(() => process.exit(restartCode), patience).unref();
    stop()
      .catch((second) => logger.fatal({ error: describeError(second) }, 'the process could not end in order'))
      .finally(() => process.exit(restartCode));
  };
  process.on('uncaughtException', end);
  process.on('unhandledRejection', (reason) => end(reason, 'unhandledRejection'));
}
