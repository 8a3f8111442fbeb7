import type { Logger } from 'pino';
import { describeError } from './describeError.js';
import { restartCode } from './restarts.js';

/** Time that running requests and jobs get to finish after an uncaught error. */
const shutdownMs = 10_000;

/**
 * Handles uncaught errors and rejections: logs the error, lets running work finish through `stop`, and ends the
 * process with `restartCode`, because its state is unknown after such an error.
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
    setTimeout(() => process.exit(restartCode), shutdownMs).unref();
    stop()
      .catch((second) => logger.fatal({ error: describeError(second) }, 'the process could not end in order'))
      .finally(() => process.exit(restartCode));
  };
  process.on('uncaughtException', end);
  process.on('unhandledRejection', (reason) => end(reason, 'unhandledRejection'));
}
