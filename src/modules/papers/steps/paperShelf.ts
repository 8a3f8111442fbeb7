import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Knex } from 'knex';
import { readFolder } from '../../../forms/schema/readFolder.js';
import type { Form } from '../../../forms/schema/types.js';
import { NotFound } from '../../../platform/errors.js';
import { once } from '../../../platform/once.js';
import type { FormCatalog } from '../../processes/index.js';
import type { Paper, PaperLayout } from '../model/types.js';
import { selectLatestPaperLayouts } from '../store/paperLayouts.js';

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

/** Reads the delivered layouts once; what is kept in the database goes first. */
export function createPaperShelf(folder: string, { forms }: FormCatalog): PaperShelf {
  const layouts = once(() => readFolder(folder, '.paper.json'));
  const sample = once(async () => JSON.parse(await readFile(join(folder, 'sample.json'), 'utf8')));

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
    forms,
    sample,
  };
}
