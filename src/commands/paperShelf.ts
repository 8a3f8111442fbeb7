import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Knex } from 'knex';
import { selectForms, selectLatestFormIds } from '../db/formDefinitions.js';
import { selectLatestPaperLayouts } from '../db/paperLayouts.js';
import { NotFound } from '../errors.js';
import { readCheckedForm } from '../forms/readCheckedForm.js';
import type { Form } from '../forms/types.js';
import { readFolder } from '../papers/readFolder.js';
import type { Paper, PaperLayout } from '../papers/types.js';

/** A paper with the version of its layout in force; 0 as delivered. */
export interface ShelvedPaper extends Paper {
  version: number;
  text: string;
}

/** Filled-in forms and computed data by which the editor shows what a layout looks like. */
export interface PaperSample {
  people: { id: number; name: string }[];
  ticket: Record<string, unknown>;
  submissions: { formKey: string; by: string; at: string; data: Record<string, unknown> }[];
  computed: Record<string, Record<string, unknown>>;
}

/** The papers that can be printed, and the forms that say what their data are. */
export interface PaperShelf {
  /** In the order of their titles. */
  papers(db: Knex): Promise<ShelvedPaper[]>;
  /** @throws {NotFound} */
  paper(db: Knex, key: string): Promise<ShelvedPaper>;
  /** The text of a layout as delivered. @throws {NotFound} */
  delivered(key: string): Promise<string>;
  /** The newest version of every form of the department. */
  forms(db: Knex): Promise<Form[]>;
  sample(): Promise<PaperSample>;
}

/** Reads the delivered layouts and forms once; what is kept in the database goes first. */
export function createPaperShelf(folders: { papers: string; forms: string }): PaperShelf {
  const layouts = once(() => readFolder(folders.papers, '.paper.json'));
  const sample = once(async () => JSON.parse(await readFile(join(folders.papers, 'sample.json'), 'utf8')));

  async function papers(db: Knex): Promise<ShelvedPaper[]> {
    const saved = new Map((await selectLatestPaperLayouts(db)).map((row) => [row.key, row]));
    const all = [...(await layouts())].map(([key, delivered]) => {
      const { layout: text, version } = saved.get(key) ?? { layout: delivered, version: 0 };
      return { key, version, text, layout: JSON.parse(text) as PaperLayout };
    });
    return all.sort((a, b) => a.layout.title.localeCompare(b.layout.title, 'zh-CN'));
  }

  return {
    papers,
    async paper(db, key) {
      const found = (await papers(db)).find((paper) => paper.key === key);
      if (!found) throw new NotFound('该单据');
      return found;
    },
    async delivered(key) {
      const text = (await layouts()).get(key);
      if (text === undefined) throw new NotFound('该单据');
      return text;
    },
    forms: formCatalog(folders.forms),
    sample,
  };
}

/** The newest version of every form in the database, and those of the folder that no process uses yet. */
function formCatalog(folder: string): PaperShelf['forms'] {
  const texts = once(() => readFolder(folder, '.schema.json'));
  const known = new Map<string | number, Form>();
  const read = (id: string | number, key: string, schema: string) =>
    known.set(id, readCheckedForm(key, schema));
  return async (db) => {
    const ids = await selectLatestFormIds(db);
    const unknown = [...ids.values()].filter((id) => !known.has(id));
    for (const { id, key, schema } of await selectForms(db, unknown)) read(id, key, schema);
    const undeployed = [...(await texts())].filter(([key]) => !ids.has(key));
    for (const [key, schema] of undeployed) if (!known.has(key)) read(key, key, schema);
    return [...ids.values(), ...undeployed.map(([key]) => key)].map((id) => known.get(id) as Form);
  };
}

function once<Value>(make: () => Promise<Value>): () => Promise<Value> {
  let made: Promise<Value> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
