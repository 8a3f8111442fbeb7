import { connect } from '../../../src/platform/db/connect.js';
import { migrate } from '../../../src/platform/db/migrate.js';
import { createDepartment } from '../company/department.js';

/** Brings an empty database to the present schema and lets go of it. */
export async function migrateTemplate(url: string): Promise<void> {
  const template = connect(url);
  try {
    await migrate(template);
  } finally {
    await template.destroy();
  }
}

/**
 * Fills a migrated database with the demo company and its processes: hashing the passwords, drawing the diagrams and compiling
 * the forms again for each test file would take longer than most of the tests.
 */
export async function fillDepartmentTemplate(url: string): Promise<void> {
  const template = connect(url);
  try {
    await createDepartment(template);
  } finally {
    await template.destroy();
  }
}
