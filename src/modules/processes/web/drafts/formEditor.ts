import type { Request, Response } from 'express';
import { maxFormBytes } from '../../../../forms/schema/parseForm.js';
import { widgetChoices } from '../../../../forms/widgets/widgetOf.js';
import { DraftLocked, DraftNotOpen, InvalidForm, StaleDraft } from '../../../../platform/errors.js';
import { runCommand } from '../../../../platform/runCommand.js';
import { button, form, text, wholeNumber } from '../../../../platform/web/bodyShapes.js';
import type { Handler, Web } from '../../../../platform/web/deps.js';
import { flash } from '../../../../platform/web/flash.js';
import { wantsJson } from '../../../../platform/web/middleware/wantsJson.js';
import { formatMoment } from '../../../../platform/web/moments.js';
import { idParameter, keyParameter } from '../../../../platform/web/parameters.js';
import { paths } from '../../../../platform/web/paths.js';
import { personOf } from '../../../../platform/web/person.js';
import { receives } from '../../../../platform/web/receives.js';
import { renderHtml, renderPage } from '../../../../platform/web/renderPage.js';
import { saveProcessDraftForm } from '../../commands/saveProcessDraftForm.js';
import { selectDraftChoices } from '../../read/processDrafts.js';
import { type DraftForm, loadDraftForm } from '../../steps/draftForms.js';
import { readDraft } from './editor.js';
import { previewForm } from './formPreview.js';

interface Shown {
  text: string;
  revision: number;
  /** Why it was not saved. */
  refusal: string | null;
}

const schemaText = text('表单定义', 2 * maxFormBytes);
const editorBody = form({ schema: schemaText, revision: wholeNumber, _action: button(['save', 'preview']) });
const previewBody = form({ schema: schemaText });

/** GET /drafts/:id/forms/:key: the editor of a form. */
export const show: Handler = async (web, req, res) => {
  const draftForm = await readForm(web, req);
  await showEditor(web, req, res, draftForm, {
    text: draftForm.text,
    revision: draftForm.revision,
    refusal: null,
  });
};

/** POST /drafts/:id/forms/:key: keeps the form with the draft, or only shows it (`_action=preview`). */
export const save = receives(editorBody, async (web, req, res, { _action, ...sent }) => {
  const draftForm = await readForm(web, req);
  const typed = { text: plainLines(sent.schema), revision: sent.revision };
  if (_action === 'preview') return showEditor(web, req, res, draftForm, { ...typed, refusal: null });
  const draftId = idParameter(req, '草稿');
  const input = { draftId, formKey: draftForm.form.key, schema: typed.text, revision: typed.revision };
  try {
    const revision = await runCommand(web.runtime, personOf(req), saveProcessDraftForm, input);
    if (wantsJson(req)) return void res.json({ revision, savedAt: savedAt(web) });
    flash(req, 'success', '表单已保存在草稿中，草稿发布时一起生效。');
    res.redirect(303, paths.draftForm(draftId, draftForm.form.key));
  } catch (error) {
    const refusal = refusalOf(error);
    if (refusal === null || wantsJson(req)) throw error;
    res.status(refusal.status);
    await showEditor(web, req, res, draftForm, { ...typed, refusal: refusal.message });
  }
});

/** POST /drafts/:id/forms/:key/preview: for the script that shows the form while it is being made. */
export const preview = receives(previewBody, async (web, req, res, sent) => {
  const { draft } = await readDraft(web, req);
  const input = { draft, key: keyParameter(req, '表单'), text: plainLines(sent.schema) };
  const { form, problems } = await previewForm(web, personOf(req), input);
  const html = form && (await renderHtml(res, 'processes/drafts/formPreview', { layout: false, form }));
  res.json({ html, problems });
});

async function readForm(web: Web, req: Request): Promise<DraftForm> {
  const { draft } = await readDraft(web, req);
  return loadDraftForm(web.runtime.db, web.designer.forms, draft, keyParameter(req, '表单'));
}

const plainLines = (typed: string) => typed.replace(/\r\n/g, '\n');

function savedAt(web: Web): string {
  return formatMoment(web.runtime.clock.now().toISOString(), web.config.timeZone).slice(-5);
}

function refusalOf(error: unknown): { status: number; message: string } | null {
  if (error instanceof InvalidForm) {
    return { status: 422, message: `没有保存：${error.errors[0]?.message ?? error.message}` };
  }
  const isConflict =
    error instanceof StaleDraft || error instanceof DraftLocked || error instanceof DraftNotOpen;
  return isConflict ? { status: 409, message: error.message } : null;
}

async function showEditor(
  web: Web,
  req: Request,
  res: Response,
  draftForm: DraftForm,
  { text, revision, refusal }: Shown,
): Promise<void> {
  const { draft, whyReadOnly, lockedBy } = await readDraft(web, req);
  const mayWrite = !whyReadOnly && !lockedBy;
  const { key, title } = draftForm.form;
  const { groups } = await selectDraftChoices(web.runtime.db, draft.id);
  const { form, problems } = await previewForm(web, personOf(req), { draft, key, text });
  await renderPage(web, req, res, 'processes/drafts/formEditor', {
    title: mayWrite ? `编辑表单：${title}` : `表单：${title}`,
    script: 'formEditor.js',
    draftId: draft.id,
    key,
    text,
    revision,
    refusal,
    form,
    problems,
    whyReadOnly,
    lockedBy,
    mayWrite,
    isChanged: draftForm.changed !== null,
    isPublished: draftForm.isPublished,
    usedBy: ((await web.designer.diagrams.formUsers(draft.xml)).get(key) ?? []).join('、'),
    choices: { widgets: widgetChoices(), groups },
    back: { href: paths.draftForms(draft.id), label: '草稿的表单' },
  });
}
