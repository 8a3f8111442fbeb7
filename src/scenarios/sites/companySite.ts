import { join } from 'node:path';
import type { Knex } from 'knex';
import { pino } from 'pino';
import { createJobHandlers } from '../../app/handlers.js';
import { loadDemoData } from '../../demo/loadDemoData.js';
import { Worker } from '../../jobs/worker/worker.js';
import { createMailTransport } from '../../mail/steps/transport.js';
import { openSeal } from '../../modules/audit/index.js';
import { standardGroups, upsertGroups } from '../../modules/people/index.js';
import { createDefinitionCache, type DefinitionCache, deployFolder } from '../../modules/processes/index.js';
import { failJob, reportStop, serviceDescriptions, services } from '../../modules/tickets/index.js';
import { createSecretBox, newKey } from '../../platform/secretBox.js';
import { createScenarioClock, type ScenarioSite } from './site.js';

/** When every scenario begins unless it says otherwise: a Monday morning, 09:00 in China. */
const scenarioStart = '2026-11-23T01:00:00.000Z';

export interface SiteParts {
  db: Knex;
  /** For uploads and mails; the caller removes it. */
  dataFolder: string;
  /** Shared between sites with the same processes, so that diagrams are loaded once. */
  definitions?: DefinitionCache;
}

/** The demo company on a migrated database that holds it already (`loadCompany`). */
export function createCompanySite({ db, dataFolder, definitions }: SiteParts): ScenarioSite {
  const runtime = {
    db,
    clock: createScenarioClock(scenarioStart),
    definitions: definitions ?? createDefinitionCache(),
    settings: { baseUrl: 'http://localhost:3000', timeZone: 'Asia/Shanghai' },
    secrets: createSecretBox([newKey()]),
    wakeWorker: () => {},
    onFailure: reportStop,
  };
  const mail = createMailTransport({
    smtpUrl: null,
    from: 'ServiceFlow <serviceflow@localhost>',
    folder: join(dataFolder, 'mail'),
    hostname: 'localhost',
  });
  const seal = openSeal({
    keyFile: join(dataFolder, 'audit-key.pem'),
    dataDirectory: dataFolder,
    mailTo: null,
  });
  const handlers = createJobHandlers(runtime, mail, services, seal, {
    processes: dataFolder,
    forms: dataFolder,
    exports: dataFolder,
    incoming: dataFolder,
    attachments: join(dataFolder, 'attachments'),
  });
  const worker = new Worker(runtime, handlers, failJob, pino({ level: 'silent' }));
  return {
    runtime,
    worker,
    attachmentFolder: join(dataFolder, 'attachments'),
    async close() {
      await worker.stop();
      mail.close();
    },
  };
}

/** Fills a migrated database with the demo company and the processes of the folder. @throws {InvalidDefinition} */
export async function loadCompany(
  site: ScenarioSite,
  folders: { processes: string; forms: string },
): Promise<void> {
  const { db, clock } = site.runtime;
  await upsertGroups(db, [...standardGroups]);
  await loadDemoData(db, clock.now());
  await deployFolder(site.runtime, folders, serviceDescriptions);
}
