import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { fillDepartmentTemplate, migrateTemplate } from '../databases/migrateTemplate.js';
import './provided.js';

/** Migrated SQLite files, empty and with a whole department, that the test files copy. */
export default async function globalSqlite(project: TestProject): Promise<() => void> {
  const folder = mkdtempSync(join(tmpdir(), 'serviceflow-sqlite-'));
  const removeFolder = () => rmSync(folder, { recursive: true, force: true });
  const templates = { empty: join(folder, 'empty.db'), department: join(folder, 'department.db') };
  try {
    await migrateTemplate(`sqlite:${templates.empty}`);
    copyFileSync(templates.empty, templates.department);
    await fillDepartmentTemplate(`sqlite:${templates.department}`);
  } catch (error) {
    removeFolder();
    throw error;
  }
  project.provide('databaseSource', { kind: 'sqlite', folder, templates });
  return removeFolder;
}
