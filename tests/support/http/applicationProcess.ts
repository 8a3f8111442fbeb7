import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { freePort } from '../databases/postgresServer.js';
import { trackResource } from '../run/resources.js';

export interface ApplicationProcess {
  url: string;
  /** SIGKILL, as a power cut does it. */
  kill(): Promise<void>;
  /** SIGTERM, as an administrator does it; resolves to the exit code. */
  stop(): Promise<number | null>;
  /** Seconds of processor time that it has used, which other programs on the machine do not change (Linux). */
  cpuSeconds(): number;
  /** What it has written to its standard output and error. */
  output(): string;
}

const root = join(import.meta.dirname, '../../..');
const startSeconds = 120;

/** Starts the built application as a process of its own, supervised as `npm start` does it or not, and waits until it answers. */
export async function startApplicationProcess(settings: {
  databaseUrl: string;
  dataDirectory: string;
  environment?: Record<string, string>;
  /** A program of the build, or the path of another. */
  program?: string;
}): Promise<ApplicationProcess> {
  const port = await freePort();
  const child = spawn(
    process.execPath,
    ['--enable-source-maps', resolve(root, 'dist/app', settings.program ?? 'main.js')],
    {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        PATH: process.env.PATH,
        HOST: '127.0.0.1',
        PORT: String(port),
        DATABASE_URL: settings.databaseUrl,
        DATA_DIR: settings.dataDirectory,
        LOG_LEVEL: 'error',
        ...settings.environment,
      },
    },
  );
  const url = `http://127.0.0.1:${port}`;
  const release = trackResource(`application process ${url}`);
  child.once('exit', release);
  const output = outputOf(child);
  await untilHealthy(child, url, output);
  return {
    url,
    output,
    cpuSeconds: () => cpuSecondsOf(child.pid as number),
    async kill() {
      await end(child, 'SIGKILL');
    },
    async stop() {
      await end(child, 'SIGTERM');
      return child.exitCode;
    },
  };
}

/** Fields 14 and 15 of the process's status are its time for itself and in the kernel, in hundredths. */
function cpuSecondsOf(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ');
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill(signal);
  await exited;
}

function outputOf(child: ChildProcess): () => string {
  let output = '';
  for (const stream of [child.stdout!, child.stderr!]) {
    stream.on('data', (chunk: Buffer) => {
      if (output.length < 20_000) output += chunk.toString();
    });
  }
  return () => output;
}

async function untilHealthy(child: ChildProcess, url: string, output: () => string): Promise<void> {
  const deadline = Date.now() + startSeconds * 1000;
  while (Date.now() < deadline && child.exitCode === null) {
    const healthy = await fetch(`${url}/healthz`).then(
      (response) => response.ok,
      () => false,
    );
    if (healthy) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  await end(child, 'SIGKILL');
  throw new Error(`the application did not start:\n${output()}`);
}
