import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import { countFailures, restartDelay } from '../platform/process/restarts.js';

/**
 * Runs the application in a child process and starts it again when it dies: after an error that nobody caught, without memory,
 * or killed. A first start that fails, and an end that was asked for, end this process too, with the child's exit code.
 */
function supervise(program: string): void {
  let child: ChildProcess | undefined;
  let waiting: NodeJS.Timeout | undefined;
  let stopping = false;
  let wasReady = false;
  let failures = 0;

  const launch = () => {
    const startedAt = Date.now();
    child = fork(program, { stdio: 'inherit' });
    child.on('message', (message) => {
      wasReady ||= message === 'ready';
    });
    child.once('exit', (code, signal) => {
      child = undefined;
      if (stopping || code === 0 || !wasReady) process.exit(code ?? 1);
      failures = countFailures(failures, Date.now() - startedAt);
      const delay = restartDelay(failures);
      process.stderr.write(`The application ended (${signal ?? code}) and starts again in ${delay} ms.\n`);
      waiting = setTimeout(launch, delay);
    });
  };
  const stop = () => {
    stopping = true;
    clearTimeout(waiting);
    if (child) child.kill('SIGTERM');
    else process.exit(0);
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  launch();
}

supervise(join(import.meta.dirname, 'main.js'));
