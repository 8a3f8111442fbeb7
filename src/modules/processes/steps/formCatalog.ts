import type { Knex } from 'knex';
import { readCheckedForm } from '../../../forms/schema/readCheckedForm.js';
import { readFolder } from '../../../forms/schema/readFolder.js';
import type { Form } from '../../../forms/schema/types.js';
import { once } from '../../../platform/once.js';
import { selectForms, selectLatestFormIds } from '../store/formDefinitions.js';

/** A form with its JSON Schema as text. */
export interface CatalogForm {
  form: Form;
  text: string;
}

/** All forms of the department: the newest version of each in the database, and those of the folder that no process uses yet. */
export interface FormCatalog {
  forms(db: Knex): Promise<Form[]>;
  entries(db: Knex): Promise<CatalogForm[]>;
}

/** Creates the catalogue; it parses each form version once. */
export function createFormCatalog(folder: string): FormCatalog {
  const texts = once(() => readFolder(folder, '.schema.json'));
  const known = new Map<string | number, CatalogForm>();
  const read = (id: string | number, key: string, text: string) =>
    known.set(id, { form: readCheckedForm(key, text), text });

  async function entries(db: Knex): Promise<CatalogForm[]> {
    const ids = await selectLatestFormIds(db);
    const unknown = [...ids.values()].filter((id) => !known.has(id));
    for (const { id, key, schema } of await selectForms(db, unknown)) read(id, key, schema);
    const undeployed = [...(await texts())].filter(([key]) => !ids.has(key));
    for (const [key, schema] of undeployed) if (!known.has(key)) read(key, key, schema);
    return [...ids.values(), ...undeployed.map(([key]) => key)].map((id) => known.get(id) as CatalogForm);
  }

  return { entries, forms: async (db) => (await entries(db)).map(({ form }) => form) };
}
