import type { Request, Response } from 'express';
import { type FieldError, InvalidForm } from '../../../../platform/errors.js';
import { runCommand } from '../../../../platform/runCommand.js';
import { form, nothing, text } from '../../../../platform/web/bodyShapes.js';
import type { Handler, Web } from '../../../../platform/web/deps.js';
import { flash } from '../../../../platform/web/flash.js';
import { formatMoment } from '../../../../platform/web/moments.js';
import { idParameter, keyParameter } from '../../../../platform/web/parameters.js';
import { paths } from '../../../../platform/web/paths.js';
import { personOf } from '../../../../platform/web/person.js';
import { receives } from '../../../../platform/web/receives.js';
import { renderPage } from '../../../../platform/web/renderPage.js';
import { createProcessDraftForm } from '../../commands/createProcessDraftForm.js';
import { removeProcessDraftForm } from '../../commands/removeProcessDraftForm.js';
import { type DraftForm, loadDraftForms } from '../../steps/draftForms.js';
import { readDraft } from './editor.js';

interface Typed {
  formKey: string;
  title: string;
}

const newFormBody = form({ formKey: text('表单编号'), title: text('表单标题') });

/** GET /drafts/:id/forms: the forms of the diagram, and what else it could use. */
export const index: Handler = (web, req, res) => showForms(web, req, res, { formKey: '', title: '' }, []);

/** POST /drafts/:id/forms: begins a new form. */
export const create = receives(newFormBody, async (web, req, res, sent) => {
  const draftId = idParameter(req, '草稿');
  const typed = { ...sent, formKey: sent.formKey.trim() };
  const { draft } = await readDraft(web, req);
  const forms = await loadDraftForms(web.runtime.db, web.designer.forms, draft);
  const known = new Set(forms.map(({ form }) => form.key));
  try {
    await runCommand(web.runtime, personOf(req), createProcessDraftForm, { draftId, ...typed, known });
    res.redirect(303, paths.draftForm(draftId, typed.formKey));
  } catch (error) {
    if (!(error instanceof InvalidForm)) throw error;
    res.status(422);
    await showForms(web, req, res, typed, error.errors);
  }
});

/** POST /drafts/:id/forms/:key/removal: what the draft changed in a form is given up. */
export const remove = receives(nothing, async (web, req, res) => {
  const draftId = idParameter(req, '草稿');
  const formKey = keyParameter(req, '表单');
  await runCommand(web.runtime, personOf(req), removeProcessDraftForm, { draftId, formKey });
  flash(req, 'success', '已放弃草稿中对该表单的修改。');
  res.redirect(303, paths.draftForms(draftId));
});

async function showForms(
  web: Web,
  req: Request,
  res: Response,
  typed: Typed,
  errors: FieldError[],
): Promise<void> {
  const { draft, whyReadOnly, lockedBy } = await readDraft(web, req);
  const forms = await loadDraftForms(web.runtime.db, web.designer.forms, draft);
  const users = await web.designer.diagrams.formUsers(draft.xml);
  const isShown = ({ form, changed }: DraftForm) => users.has(form.key) || changed !== null;
  const item = (form: DraftForm) =>
    formItem(form, users.get(form.form.key) ?? [], draft.id, web.config.timeZone);
  const errorOf = (path: string) => errors.find((error) => error.path === path)?.message;
  await renderPage(web, req, res, 'processes/drafts/forms', {
    title: `表单：${draft.name}`,
    draftId: draft.id,
    whyReadOnly,
    lockedBy,
    mayWrite: !whyReadOnly && !lockedBy,
    used: forms.filter(isShown).map(item),
    others: forms.filter((form) => !isShown(form)).map(item),
    typed,
    keyError: errorOf('formKey'),
    titleError: errorOf('title'),
    back: { href: paths.draft(draft.id), label: '草稿' },
  });
}

function formItem(
  { form, changed, isPublished }: DraftForm,
  usedBy: string[],
  draftId: number,
  timeZone: string,
) {
  return {
    key: form.key,
    title: form.title,
    href: paths.draftForm(draftId, form.key),
    fields: Object.keys(form.schema.properties).length,
    usedBy: usedBy.join('、'),
    isUnused: changed !== null && usedBy.length === 0,
    state: changed ? { text: isPublished ? '已修改' : '新表单' } : null,
    changed: changed && `${changed.by}，${formatMoment(changed.at, timeZone)}`,
  };
}
