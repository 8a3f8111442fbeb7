import type { Knex } from 'knex';
import { readCheckedForm } from '../../../forms/schema/readCheckedForm.js';
import type { Form } from '../../../forms/schema/types.js';
import { selectDraftForms } from '../store/processDraftForms.js';
import type { FormCatalog } from './formCatalog.js';

/** The department's forms by key; a draft's complete forms replace the published ones. */
export async function usableForms(
  db: Knex,
  catalog: FormCatalog,
  draft: { id: number },
): Promise<Map<string, Form>> {
  const forms = new Map((await catalog.forms(db)).map((form) => [form.key, form]));
  for (const { formKey, schema } of await selectDraftForms(db, draft.id)) {
    const form = readWhenComplete(formKey, schema);
    if (form) forms.set(formKey, form);
  }
  return forms;
}

/** The draft's form; null while it is unfinished, since the published form applies then. */
function readWhenComplete(key: string, schema: string): Form | null {
  try {
    const form = readCheckedForm(key, schema);
    return typeof form.title === 'string' && form.schema.properties ? form : null;
  } catch {
    return null;
  }
}
