import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDefinitionCache } from '../../../src/modules/processes/steps/definitionCache.js';
import { createCompanySite, loadCompany } from '../../../src/scenarios/sites/companySite.js';
import type { ScenarioSite } from '../../../src/scenarios/sites/site.js';
import { copyTestDatabase, createTestDatabase } from '../databases/database.js';

const root = join(import.meta.dirname, '../../..');

/** The processes and forms that are delivered. */
export const deliveredFolders = { processes: join(root, 'processes'), forms: join(root, 'forms') };

export interface TestSites {
  /** The demo company with the processes of the folders on a test database of its own. */
  open(): Promise<ScenarioSite>;
  remove(): Promise<void>;
}

/** Deploys the processes once, so that every site is a copy; checking all forms for each would take long. */
export async function createTestSites(folders = deliveredFolders): Promise<TestSites> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'serviceflow-sites-'));
  const original = await createTestDatabase();
  const definitions = createDefinitionCache();
  const furnished = createCompanySite({ db: original.db, dataFolder, definitions });
  await loadCompany(furnished, folders);
  await furnished.close();
  await original.db.destroy();
  return {
    async open() {
      const database = await copyTestDatabase(original);
      const site = createCompanySite({ db: database.db, dataFolder, definitions });
      return {
        ...site,
        async close() {
          await site.close();
          await database.destroy();
        },
      };
    },
    async remove() {
      await original.destroy();
      await rm(dataFolder, { recursive: true });
    },
  };
}
