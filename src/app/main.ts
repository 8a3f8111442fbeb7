import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Knex } from 'knex';
import { type Logger, pino } from 'pino';
import { collectDefaultMetrics } from 'prom-client';
import { finishSwitch } from '../backup/switchOver.js';
import { isOutdated, upgrade } from '../backup/upgrade.js';
import { loadDemoData } from '../demo/loadDemoData.js';
import { demoPassword, demoPeople } from '../demo/people.js';
import { Worker } from '../jobs/worker/worker.js';
import { createMailTransport, type MailTransport } from '../mail/steps/transport.js';
import { openSeal, scheduleCheckpoint } from '../modules/audit/index.js';
import { indexOutdatedCustomers } from '../modules/customers/index.js';
import { exportFolder } from '../modules/exports/index.js';
import { createPaperCatalog } from '../modules/papers/index.js';
import { createFirstAdmin, standardGroups, upsertGroups } from '../modules/people/index.js';
import {
  createDefinitionCache,
  createDiagramDesk,
  createFormCatalog,
  deployFolder,
} from '../modules/processes/index.js';
import { resealMailPassword, selectMailServer } from '../modules/settings/index.js';
import {
  failJob,
  reportStop,
  scheduleLeftovers,
  serviceDescriptions,
  services,
} from '../modules/tickets/index.js';
import { systemActor } from '../platform/actor.js';
import { type Config, readConfig } from '../platform/config.js';
import { connect, sqliteFile } from '../platform/db/connect.js';
import { lockDatabase, oneStartAtATime } from '../platform/db/lockDatabase.js';
import { migrate } from '../platform/db/migrate.js';
import { DomainError } from '../platform/errors.js';
import { createWorkbookReader } from '../platform/excel/workbookReader.js';
import { watchStorage } from '../platform/files/storageWatch.js';
import { createPdfPrinter } from '../platform/printing/pdfPrinter.js';
import { startHeartbeat } from '../platform/process/heartbeat.js';
import { installLastHandler } from '../platform/process/lastHandler.js';
import { type Runtime, runCommand } from '../platform/runCommand.js';
import { openSecretBox } from '../platform/secretBox.js';
import { createMetrics } from '../platform/web/metrics.js';
import { removeOldUploads } from '../platform/web/middleware/multipart.js';
import { createApp, incomingFolder } from './app.js';
import { createJobHandlers, type JobFolders } from './handlers.js';

const root = join(import.meta.dirname, '../..');

/** Starts the whole application; `stop` ends it without losing work in hand. */
export async function start(config: Config, logger: Logger): Promise<{ url: string; stop(): Promise<void> }> {
  const lock = lockDatabase(config.databaseUrl);
  const db = await openDatabase(config);
  let wakeWorker = () => {};
  const runtime = createRuntime(db, config, () => wakeWorker());
  await oneStartAtATime(db, async () => {
    await migrate(db);
    await prepareData(runtime, config);
  });

  const mail = createMail(runtime, config);
  const seal = openSeal({ ...config, keyFile: config.auditKeyFile, mailTo: config.auditMail });
  const handlers = createJobHandlers(runtime, mail, services, seal, jobFolders(config));
  const worker = new Worker(runtime, handlers, failJob, logger);
  wakeWorker = () => worker.wake();
  let accepting = true;
  const demo = config.demo ? { password: demoPassword, people: demoPeople } : undefined;
  const { hasRoom } = watchStorage(config.dataDirectory, db);
  const vitals = { accepting: () => accepting, workerAlive: () => worker.isAlive(), hasRoom };
  const tools = createTools(config);
  const metrics = createMetrics();
  collectDefaultMetrics({ register: metrics.registry });
  const web = { runtime, config, logger, vitals, metrics, mail, ...tools, demo };
  const server = createServer({ keepAliveTimeout }, createApp(web));
  await listen(server, config);
  worker.start();
  return {
    url: config.baseUrl.replace(/:0$/, `:${(server.address() as AddressInfo).port}`),
    async stop() {
      accepting = false;
      await closeServer(server);
      await worker.stop();
      mail.close();
      await tools.designer.diagrams.close();
      await db.destroy();
      lock.release();
    },
  };
}

/** Opens the database after it has ended a restore that was cut off, and has upgraded an older one. */
async function openDatabase(config: Config): Promise<Knex> {
  await finishSwitch(config);
  await upgradeOutdated(config);
  return connect(config.databaseUrl);
}

/** An older SQLite database is upgraded on a copy; nodes on PostgreSQL migrate in place, for others may be serving. */
async function upgradeOutdated(config: Config): Promise<void> {
  if (sqliteFile(config.databaseUrl) === null || !(await isOutdated(config.databaseUrl))) return;
  printLine('The database is of an older version: backing it up and upgrading a copy …');
  const { backup, proof } = await upgrade(config, new Date());
  printLine(`Upgraded; ${proof.tickets} tickets are proven. The backup is in ${backup}.`);
}

function createRuntime(db: Knex, config: Config, wakeWorker: () => void): Runtime {
  return {
    db,
    clock: { now: () => new Date() },
    definitions: createDefinitionCache(),
    settings: { baseUrl: config.baseUrl, timeZone: config.timeZone },
    secrets: openSecretBox(config.secretsKeyFile),
    wakeWorker,
    onFailure: reportStop,
  };
}

function createMail({ db, secrets }: Runtime, config: Config): MailTransport {
  return createMailTransport({
    smtpUrl: config.smtpUrl,
    from: config.mailFrom,
    folder: join(config.dataDirectory, 'mail'),
    hostname: new URL(config.baseUrl).hostname,
    storedServer: () => selectMailServer(db, secrets),
  });
}

/** Where jobs put and find files. */
function jobFolders(config: Config): JobFolders {
  const attachments = join(config.dataDirectory, 'attachments');
  return { ...folders, incoming: incomingFolder(config), exports: exportFolder(config), attachments };
}

const folders = { processes: join(root, 'processes'), forms: join(root, 'forms') };

/** The designer, the papers, and the browser that makes PDF files of them if the server has one. */
function createTools({ chromiumPath }: Config) {
  const forms = createFormCatalog(folders.forms);
  return {
    designer: { forms, services: serviceDescriptions, diagrams: createDiagramDesk(), folders },
    papers: createPaperCatalog(join(root, 'papers'), forms),
    workbooks: createWorkbookReader(),
    pdf: chromiumPath ? createPdfPrinter({ executablePath: chromiumPath }) : undefined,
  };
}

async function prepareData(runtime: Runtime, config: Config): Promise<void> {
  const { db, clock } = runtime;
  await upsertGroups(db, [...standardGroups]);
  if (config.demo) await loadDemoData(db, clock.now());
  const indexed = await indexOutdatedCustomers(db);
  if (indexed > 0) printLine(`Made search terms for ${indexed} customers.`);
  const admin = await createFirstAdmin(db, clock.now());
  if (admin)
    printLine(
      `First administrator: log-in "${admin.login}", password "${admin.password}". Change it at once.`,
    );
  for (const { key, version, deployed } of await deployFolder(runtime, folders, serviceDescriptions)) {
    if (deployed) printLine(`Deployed ${key} version ${version}.`);
  }
  await runCommand(runtime, systemActor, resealMailPassword, undefined);
  await runCommand(runtime, systemActor, scheduleCheckpoint, { exceptId: null });
  await runCommand(runtime, systemActor, scheduleLeftovers, { exceptId: null });
  await removeOldUploads(incomingFolder(config), clock.now());
}

/** Longer than the minute for which proxies usually keep a connection, so that none sends a request into one just closed. */
const keepAliveTimeout = 65_000;

function listen(server: Server, config: Config): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(config.port, config.host, resolve);
  });
}

/** Lets requests in hand end and closes each connection once it is idle. */
function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const closing = setInterval(() => server.closeIdleConnections(), 100);
    server.close(() => {
      clearInterval(closing);
      resolve();
    });
  });
}

function printAddress(url: string, config: Config): void {
  printLine(`ServiceFlow is ready: ${url}`);
  if (!config.demo) return;
  printLine(`Demo log-ins, password "${demoPassword}":`);
  for (const { login, name, position } of demoPeople) printLine(`  ${login.padEnd(12)}${position} ${name}`);
}

function printLine(text: string): void {
  process.stdout.write(`${text}\n`);
}

async function main(): Promise<void> {
  const config = readConfig();
  const logger = pino({ level: config.logLevel });
  const application = await start(config, logger);
  let stopped: Promise<void> | undefined;
  const stop = () => {
    stopped ??= application.stop();
    return stopped;
  };
  installLastHandler(logger, stop);
  printAddress(application.url, config);
  const shutDown = async () => {
    if (stopped) return;
    printLine('Stopping …');
    await stop();
    if (process.connected) process.disconnect();
  };
  process.on('SIGTERM', () => void shutDown());
  process.on('SIGINT', () => void shutDown());
  reportToSupervisor(shutDown);
}

/** Tells the process that started this one (supervise.ts) that it serves, and ends when that one is gone. */
function reportToSupervisor(shutDown: () => Promise<void>): void {
  if (!process.send) return;
  process.on('disconnect', () => void shutDown());
  startHeartbeat();
}

if (process.argv[1] === import.meta.filename) {
  main().catch((error) => {
    process.stderr.write(`${error instanceof DomainError ? error.message : (error?.stack ?? error)}\n`);
    process.exit(1);
  });
}
