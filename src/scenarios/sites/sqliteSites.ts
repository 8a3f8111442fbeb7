import { randomUUID } from 'node:crypto';
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDefinitionCache } from '../../modules/processes/index.js';
import { connect } from '../../platform/db/connect.js';
import { migrate } from '../../platform/db/migrate.js';
import { createCompanySite, loadCompany } from './companySite.js';
import type { ScenarioSite } from './site.js';

/**
 * Makes sites that are copies of one furnished SQLite file in a temporary folder.
 * @returns how to open one, and how to remove them all
 */
export async function prepareSqliteSites(folders: {
  processes: string;
  forms: string;
}): Promise<{ openSite(): Promise<ScenarioSite>; remove(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'serviceflow-scenarios-'));
  const remove = () => rm(folder, { recursive: true, force: true });
  const template = join(folder, 'template.db');
  const definitions = createDefinitionCache();
  const open = (file: string): ScenarioSite => {
    const db = connect(`sqlite:${file}`);
    const site = createCompanySite({ db, dataFolder: folder, definitions });
    return {
      ...site,
      async close() {
        await site.close();
        await db.destroy();
      },
    };
  };
  const furnished = open(template);
  try {
    await migrate(furnished.runtime.db);
    await loadCompany(furnished, folders);
  } catch (error) {
    await furnished.close();
    await remove();
    throw error;
  }
  await furnished.close();
  return {
    async openSite() {
      const file = join(folder, `${randomUUID()}.db`);
      await copyFile(template, file);
      return open(file);
    },
    remove,
  };
}
