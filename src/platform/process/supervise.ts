import { type ChildProcess, fork } from 'node:child_process';
import { type LifeSign, watchHeartbeat } from './heartbeat.js';
import { countFailures, restartDelay } from './restarts.js';

/** Longer than anything does in one piece on a slow machine; the lease of a job is longer still. */
const standardSilenceMs = 30_000;

/**
 * Runs a program in a child process and starts it again when it dies: after an error that nobody caught, without memory, or
 * killed. A child whose event loop has not turned for `silenceMs` is killed: what blocks it is a job, whose attempt is counted,
 * or a request. A first start that fails, and an end that was asked for, end this process too, with the child's exit code.
 */
export function supervise(program: string, silenceMs = standardSilenceMs): void {
  let child: ChildProcess | undefined;
  let waiting: NodeJS.Timeout | undefined;
  let stopping = false;
  let wasReady = false;
  let failures = 0;

  const launch = () => {
    const startedAt = Date.now();
    child = fork(program, { stdio: 'inherit' });
    const heart = watchLife(child, silenceMs, () => {
      wasReady = true;
    });
    child.once('exit', (code, signal) => {
      heart.stop();
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

/** Kills a child that gives no sign of life once it was ready: a start may take as long as it takes. */
function watchLife(child: ChildProcess, silenceMs: number, onReady: () => void): { stop(): void } {
  let watch: ReturnType<typeof watchHeartbeat> | undefined;
  child.on('message', (sign: LifeSign) => {
    if (sign === 'ready') onReady();
    watch ??= watchHeartbeat(silenceMs, () => {
      process.stderr.write(`The application gave no sign of life for ${silenceMs} ms and is ended.\n`);
      child.kill('SIGKILL');
    });
    watch.beat();
  });
  return { stop: () => watch?.stop() };
}
