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

/** A paper with the present version of its layout; 0 is the delivered one. */
export interface CatalogPaper extends Paper {
  version: number;
  text: string;
}

/** Filled-in forms and computed data for the preview in the editor. */
export interface PaperSample {
  people: { id: number; name: string }[];
  ticket: Record<string, unknown>;
  submissions: { formKey: string; by: string; at: string; data: Record<string, unknown> }[];
  computed: Record<string, Record<string, unknown>>;
}

/** The papers that can be printed, and the forms that describe their data. */
export interface PaperCatalog {
  /** In the order of their titles. */
  papers(db: Knex): Promise<CatalogPaper[]>;
  /** @throws {NotFound} */
  paper(db: Knex, key: string): Promise<CatalogPaper>;
  /** The text of a delivered layout. @throws {NotFound} */
  delivered(key: string): Promise<string>;
  /** The newest version of every form of the department. */
  forms(db: Knex): Promise<Form[]>;
  sample(): Promise<PaperSample>;
}

/** Creates the catalogue; it reads the delivered layouts once, and saved layouts replace them. */
export function createPaperCatalog(folder: string, { forms }: FormCatalog): PaperCatalog {
  const layouts = once(() => readFolder(folder, '.paper.json'));
  const sample = once(async () => JSON.parse(await readFile(join(folder, 'sample.json'), 'utf8')));

  async function papers(db: Knex): Promise<CatalogPaper[]> {
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
