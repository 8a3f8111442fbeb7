import type { Knex } from 'knex';
import { readCheckedForm } from '../../../forms/schema/readCheckedForm.js';
import { NotFound } from '../../../platform/errors.js';
import { selectPersonNames } from '../../people/index.js';
import { selectDraftForms } from '../store/processDraftForms.js';
import type { ProcessDraftRow } from '../store/processDrafts.js';
import type { CatalogForm, FormCatalog } from './formCatalog.js';

/** A form as the draft has it: changed in the draft, or as published. */
export interface DraftForm extends CatalogForm {
  /** 0: not changed in this draft. */
  revision: number;
  /** False for a form that was made in this draft. */
  isPublished: boolean;
  changed: { at: string; by: string } | null;
}

/** Every form that the draft's diagram can name, in the order of their titles. */
export async function loadDraftForms(
  db: Knex,
  catalog: FormCatalog,
  draft: Pick<ProcessDraftRow, 'id'>,
): Promise<DraftForm[]> {
  const published = new Map((await catalog.entries(db)).map((entry) => [entry.form.key, entry]));
  const changed = new Map((await selectDraftForms(db, draft.id)).map((row) => [row.formKey, row]));
  const people = await selectPersonNames(
    db,
    [...changed.values()].flatMap(({ updatedBy }) => updatedBy ?? []),
  );
  const keys = [...new Set([...published.keys(), ...changed.keys()])];
  const forms = keys.map((key): DraftForm => {
    const row = changed.get(key);
    const own = row && { form: readCheckedForm(key, row.schema), text: row.schema };
    const by = row?.updatedBy ? (people.get(row.updatedBy) ?? '') : '';
    return {
      ...(own ?? published.get(key)!),
      revision: row?.revision ?? 0,
      isPublished: published.has(key),
      changed: row ? { at: row.updatedAt, by } : null,
    };
  });
  return forms.sort((a, b) => a.form.title.localeCompare(b.form.title, 'zh-CN'));
}

/** @throws {NotFound} */
export async function loadDraftForm(
  db: Knex,
  catalog: FormCatalog,
  draft: Pick<ProcessDraftRow, 'id'>,
  key: string,
): Promise<DraftForm> {
  const form = (await loadDraftForms(db, catalog, draft)).find((one) => one.form.key === key);
  if (!form) throw new NotFound('该表单');
  return form;
}
