import { connect } from '../../src/db/connect.js';
import { upsertGroups } from '../../src/db/directory.js';
import { migrate } from '../../src/db/migrate.js';
import { loadDemoData } from '../../src/demo/loadDemoData.js';
import { standardGroups } from '../../src/rules/groups.js';
import { testStart } from './clock.js';

/** Brings an empty database to the present schema and lets go of it. */
export async function migrateTemplate(url: string): Promise<void> {
  const template = connect(url);
  try {
    await migrate(template);
  } finally {
    await template.destroy();
  }
}

/** Fills a migrated database with the demo company; hashing all its passwords again for each test would take long. */
export async function fillDemoTemplate(url: string): Promise<void> {
  const template = connect(url);
  try {
    await upsertGroups(template, [...standardGroups]);
    await loadDemoData(template, new Date(testStart));
  } finally {
    await template.destroy();
  }
}
