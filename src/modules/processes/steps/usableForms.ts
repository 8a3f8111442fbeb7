import type { Knex } from 'knex';
import { readCheckedForm } from '../../../forms/schema/readCheckedForm.js';
import type { Form } from '../../../forms/schema/types.js';
import { selectDraftForms } from '../store/processDraftForms.js';
import type { FormCatalog } from './formCatalog.js';

/** The department's forms by their keys, with those of a draft in their places. */
export async function usableForms(
  db: Knex,
  catalog: FormCatalog,
  draft: { id: number },
): Promise<Map<string, Form>> {
  const forms = new Map((await catalog.forms(db)).map((form) => [form.key, form]));
  for (const { formKey, schema } of await selectDraftForms(db, draft.id)) {
    const form = readable(formKey, schema);
    if (form) forms.set(formKey, form);
  }
  return forms;
}

/** A form of a draft may still be unfinished; then the published one is offered. */
function readable(key: string, schema: string): Form | null {
  try {
    const form = readCheckedForm(key, schema);
    return typeof form.title === 'string' && form.schema.properties ? form : null;
  } catch {
    return null;
  }
}
