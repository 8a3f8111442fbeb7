import type { TestProject } from 'vitest/node';
import { fillDepartmentTemplate, migrateTemplate } from '../databases/migrateTemplate.js';
import './provided.js';
import { startPostgres } from '../databases/postgresServer.js';

const templates = { empty: 'template_empty', department: 'template_department' };

/** One PostgreSQL for the whole project, with migrated databases, empty and with a whole department, that the test files copy. */
export default async function globalPostgres(project: TestProject): Promise<() => Promise<void>> {
  const server = await startPostgres({ durable: false });
  try {
    await server.createDatabase(templates.empty);
    await migrateTemplate(server.url(templates.empty));
    await server.createDatabase(templates.department, templates.empty);
    await fillDepartmentTemplate(server.url(templates.department));
  } catch (error) {
    await server.stop();
    throw error;
  }
  project.provide('databaseSource', { kind: 'postgres', serverUrl: server.url(''), templates });
  return () => server.stop();
}
