import { randomBytes } from 'node:crypto';
import { open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Knex } from 'knex';
import { selectFormsOfDefinition } from '../store/formDefinitions.js';
import { selectLatestDefinition } from '../store/processDefinitions.js';

/** Where diagrams and forms lie as files, so that they can be kept under version control. */
export interface ProcessFolders {
  processes: string;
  forms: string;
}

/** Files of a folder with their names and texts, in the order of their names. */
export async function readFolder(folder: string, ending: string): Promise<{ path: string; text: string }[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith(ending)).sort();
  return Promise.all(names.map(async (path) => ({ path, text: await readFile(join(folder, path), 'utf8') })));
}

/**
 * Writes the newest version of a process and the forms that it pins to their files, as far as these differ; each file is
 * replaced as a whole or not at all.
 * @throws {NotFound} {Error} when the folder can't be written
 */
export async function writeProcessFiles(
  db: Knex,
  folders: ProcessFolders,
  processKey: string,
): Promise<void> {
  const { id, key, xml } = await selectLatestDefinition(db, processKey);
  for (const form of await selectFormsOfDefinition(db, id))
    await replaceFile(folders.forms, `${form.key}.schema.json`, form.schema);
  await replaceFile(folders.processes, `${key}.bpmn`, xml);
}

async function replaceFile(folder: string, name: string, text: string): Promise<void> {
  if (!/^[a-z][a-z0-9.-]*$/.test(name)) throw new Error(`「${name}」不能用作文件名。`);
  const path = join(folder, name);
  if ((await readOptional(path)) === text) return;
  const temporary = join(folder, `.${name}.${randomBytes(6).toString('hex')}`);
  try {
    const file = await open(temporary, 'wx');
    await file.writeFile(text).finally(() => file.close());
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

async function readOptional(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
