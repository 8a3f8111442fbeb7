import { once } from 'node:events';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Knex } from 'knex';
import { pino } from 'pino';
import { createApp, incomingFolder } from '../../../src/app/app.js';
import { createJobHandlers } from '../../../src/app/handlers.js';
import { loadDemoData } from '../../../src/demo/loadDemoData.js';
import { Worker } from '../../../src/jobs/worker/worker.js';
import { createMailTransport } from '../../../src/mail/steps/transport.js';
import { openSeal } from '../../../src/modules/audit/steps/seal.js';
import { exportFolder } from '../../../src/modules/exports/steps/exportFolder.js';
import { createPaperCatalog } from '../../../src/modules/papers/steps/paperCatalog.js';
import { standardGroups } from '../../../src/modules/people/model/groups.js';
import type { GuessLimits } from '../../../src/modules/people/model/guessing.js';
import { upsertGroups } from '../../../src/modules/people/store/directory.js';
import { createDefinitionCache } from '../../../src/modules/processes/steps/definitionCache.js';
import { deployFolder } from '../../../src/modules/processes/steps/deployFolder.js';
import { createDiagramDesk } from '../../../src/modules/processes/steps/diagramDesk.js';
import { createFormCatalog } from '../../../src/modules/processes/steps/formCatalog.js';
import { selectMailServer } from '../../../src/modules/settings/read/settings.js';
import { failJob } from '../../../src/modules/tickets/commands/failJob.js';
import { reportStop } from '../../../src/modules/tickets/commands/raiseIncident.js';
import { serviceDescriptions } from '../../../src/modules/tickets/services/descriptions.js';
import { services } from '../../../src/modules/tickets/services/index.js';
import { createWorkbookReader, type WorkbookReader } from '../../../src/platform/excel/workbookReader.js';
import { watchStorage } from '../../../src/platform/files/storageWatch.js';
import type { PdfPrinter } from '../../../src/platform/printing/pdfPrinter.js';
import type { Runtime } from '../../../src/platform/runCommand.js';
import { createSecretBox } from '../../../src/platform/secretBox.js';
import { createMetrics } from '../../../src/platform/web/metrics.js';
import { TestClock } from '../run/clock.js';
import { requireBuild } from '../run/requireBuild.js';
import { trackResource } from '../run/resources.js';
import { testSecretKey } from '../run/testSecretKey.js';

export interface TestAppOptions {
  /** From createTestDatabase; gets the demo data unless it has them, and the repository's processes. */
  db: Knex;
  clock?: TestClock;
  smtpUrl?: string | null;
  mailFrom?: string | null;
  guessLimits?: GuessLimits;
  pdf?: PdfPrinter;
  /** The address that people use, when a proxy stands in front that says so (`X-Forwarded-Proto`). */
  publicUrl?: string;
  workbooks?: WorkbookReader;
}

export interface TestApp {
  url: string;
  runtime: Runtime;
  clock: TestClock;
  /** Runs what is due by the app's clock; returns how many jobs were tried. The worker does nothing by itself. */
  runJobs(): Promise<number>;
  /** Lines of the log as objects. */
  log: Record<string, unknown>[];
  /** Where uploads are kept. */
  attachmentFolder: string;
  /** Where exported files are kept. */
  exportFolder: string;
  /** The application's own copies of the repository's processes and forms: what is published lands there. */
  folders: { processes: string; forms: string };
  stop(): Promise<void>;
}

const root = join(import.meta.dirname, '../../..');

/** The real application on a free loopback port; only the clock is ours, and the worker turns when told to. */
export async function startTestApp(options: TestAppOptions): Promise<TestApp> {
  requireBuild();
  const { db, clock = new TestClock(), smtpUrl = null } = options;
  const { mailFrom = 'ServiceFlow <no-reply@example.com>' } = options;
  const dataDirectory = mkdtempSync(join(tmpdir(), 'serviceflow-app-'));
  const server = createServer().listen(0, '127.0.0.1');
  // A test that keeps the process busy longer must find its connection open.
  server.keepAliveTimeout = 60_000;
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const { publicUrl } = options;
  const baseUrl = publicUrl ?? url;
  const trustedProxies = publicUrl ? 1 : 0;
  const auditKeyFile = join(dataDirectory, 'audit-key.pem');
  const config = { ...fixedConfig, baseUrl, trustedProxies, dataDirectory, smtpUrl, mailFrom, auditKeyFile };
  const folders = copyOfFolders(dataDirectory);
  const removeData = () => rmSync(dataDirectory, { recursive: true, force: true });
  const runtime = await prepareRuntime(db, clock, config, folders).catch((error) => {
    server.close();
    removeData();
    throw error;
  });

  const log: Record<string, unknown>[] = [];
  const logger = pino({ level: 'info' }, { write: (line: string) => log.push(JSON.parse(line)) });
  const mailFolder = join(dataDirectory, 'mail');
  const mail = createMailTransport({
    smtpUrl,
    from: config.mailFrom,
    folder: mailFolder,
    hostname: 'localhost',
    storedServer: () => selectMailServer(db, runtime.secrets),
  });
  const seal = openSeal({ keyFile: config.auditKeyFile, dataDirectory, mailTo: null });
  const jobFolders = {
    ...folders,
    exports: exportFolder(config),
    attachments: join(dataDirectory, 'attachments'),
    incoming: incomingFolder({ dataDirectory }),
  };
  const worker = new Worker(
    runtime,
    createJobHandlers(runtime, mail, services, seal, jobFolders),
    failJob,
    logger,
  );
  const { hasRoom } = watchStorage(dataDirectory, db);
  const metrics = createMetrics();
  const vitals = { accepting: () => true, workerAlive: () => true, hasRoom };
  const { guessLimits = unlimited } = options;
  const forms = createFormCatalog(folders.forms);
  const papers = createPaperCatalog(join(root, 'papers'), forms);
  const diagrams = createDiagramDesk();
  const designer = { forms, services: serviceDescriptions, diagrams, folders };
  const { pdf, workbooks = createWorkbookReader() } = options;
  server.on(
    'request',
    createApp({
      runtime,
      config,
      logger,
      vitals,
      metrics,
      mail,
      papers,
      designer,
      workbooks,
      pdf,
      guessLimits,
    }),
  );
  const release = trackResource(`application ${url}`);
  return {
    url,
    runtime,
    clock,
    runJobs: () => worker.runDue(),
    log,
    attachmentFolder: join(dataDirectory, 'attachments'),
    exportFolder: exportFolder(config),
    folders,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await worker.stop();
      mail.close();
      await diagrams.close();
      removeData();
      release();
    },
  };
}

/** Tests guess as often as they like. */
const freely = { free: 100_000, longestMs: 0 };
const unlimited: GuessLimits = { pair: freely, account: freely, source: freely };

const fixedConfig = {
  timeZone: 'Asia/Shanghai',
  sessionSecret: 'secret of the tests',
  metricsToken: 'token of the tests',
  demo: true,
};

function copyOfFolders(dataDirectory: string) {
  const folders = { processes: join(dataDirectory, 'processes'), forms: join(dataDirectory, 'forms') };
  for (const [name, folder] of Object.entries(folders)) cpSync(join(root, name), folder, { recursive: true });
  return folders;
}

async function prepareRuntime(
  db: Knex,
  clock: TestClock,
  settings: { baseUrl: string; timeZone: string },
  folders: { processes: string; forms: string },
): Promise<Runtime> {
  const runtime: Runtime = {
    db,
    clock,
    definitions: createDefinitionCache(),
    settings,
    secrets: createSecretBox([testSecretKey]),
    wakeWorker: () => undefined,
    onFailure: reportStop,
  };
  await upsertGroups(db, [...standardGroups]);
  await loadDemoData(db, clock.now());
  await deployFolder(runtime, folders, serviceDescriptions);
  return runtime;
}
