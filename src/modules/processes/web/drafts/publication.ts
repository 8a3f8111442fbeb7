import type { Request, Response } from 'express';
import type { z } from 'zod';
import { type FieldError, InvalidDefinition, InvalidForm, StaleRecord } from '../../../../platform/errors.js';
import { type Command, runCommand } from '../../../../platform/runCommand.js';
import { button, form, hiddenText, nothing, text } from '../../../../platform/web/bodyShapes.js';
import type { Handler, Web } from '../../../../platform/web/deps.js';
import { errorsByField } from '../../../../platform/web/errorsByField.js';
import { flash } from '../../../../platform/web/flash.js';
import { idParameter } from '../../../../platform/web/parameters.js';
import { paths } from '../../../../platform/web/paths.js';
import { personOf } from '../../../../platform/web/person.js';
import { receives } from '../../../../platform/web/receives.js';
import { renderPage } from '../../../../platform/web/renderPage.js';
import { publishProcessDraft } from '../../commands/publishProcessDraft.js';
import { refuseProcessDraft } from '../../commands/refuseProcessDraft.js';
import { type PublicationInput, submitProcessDraft } from '../../commands/submitProcessDraft.js';
import { withdrawProcessDraft } from '../../commands/withdrawProcessDraft.js';
import { selectDraftPublication } from '../../read/processPublication.js';
import { checkDraft } from '../../steps/checkDraft.js';
import { usedServices } from '../../steps/designerTools.js';
import { publicationView } from '../presenters/publication.js';
import { readDraft } from './editor.js';

interface Typed {
  comment?: string;
  reason?: string;
}

const publicationBody = form({
  stamp: hiddenText(20_000),
  comment: text('修改说明'),
  _action: button(['publish', 'submit']),
});

/** GET /drafts/:id/publication: what keeps the draft from being published, and the way to publish it. */
export const show: Handler = (web, req, res) => showPublication(web, req, res, {}, []);

/** POST /drafts/:id/publication: publishes or approves, or submits to another owner (`_action=submit`). */
export const publish = receives(publicationBody, async (web, req, res, body) => {
  const { comment, _action } = body;
  await redirectOrShowAgain(web, req, res, { comment }, async () => {
    if (_action === 'submit') {
      await runPublication(web, req, submitProcessDraft, body);
      flash(req, 'success', '已提交审批，其他流程负责人会收到邮件。');
      return paths.draftPublication(idParameter(req, '草稿'));
    }
    const { key, version } = await runPublication(web, req, publishProcessDraft, body);
    flash(req, 'success', `第 ${version} 版已发布，新工单即刻按它办理；在办工单仍按原来的版本办理。`);
    return paths.process(key);
  });
});

/** POST /drafts/:id/refusal: sends what was submitted back. */
export const refuse = receives(form({ reason: text('退回原因') }), async (web, req, res, { reason }) => {
  await redirectOrShowAgain(web, req, res, { reason }, async () => {
    const draftId = idParameter(req, '草稿');
    await runCommand(web.runtime, personOf(req), refuseProcessDraft, { draftId, reason });
    flash(req, 'success', '已退回修改。');
    return paths.draftPublication(draftId);
  });
});

/** POST /drafts/:id/withdrawal */
export const withdraw = receives(nothing, async (web, req, res) => {
  const draftId = idParameter(req, '草稿');
  await runCommand(web.runtime, personOf(req), withdrawProcessDraft, { draftId });
  flash(req, 'success', '已撤回，可以继续修改。');
  res.redirect(303, paths.draftPublication(draftId));
});

async function runPublication<Output>(
  web: Web,
  req: Request,
  command: Command<PublicationInput, Output>,
  { comment, stamp }: z.output<typeof publicationBody>,
): Promise<Output> {
  // Checked before: the command then finds the answer, and nobody waits for the check behind its transaction.
  const { draft } = await readDraft(web, req);
  await checkDraft(web.runtime.db, web.designer, draft, draft.xml);
  await usedServices(web.designer, draft.xml);
  const input = { draftId: idParameter(req, '草稿'), fingerprint: stamp, comment };
  return runCommand(web.runtime, personOf(req), command, { ...input, tools: web.designer });
}

/** Runs `act` and redirects to the address that it returns, or shows the page again with the reasons of a refusal. */
async function redirectOrShowAgain(
  web: Web,
  req: Request,
  res: Response,
  typed: Typed,
  act: () => Promise<string>,
): Promise<void> {
  try {
    res.redirect(303, await act());
  } catch (error) {
    const refusal = refusalOf(error);
    if (!refusal) throw error;
    res.status(refusal.status);
    await showPublication(web, req, res, typed, refusal.errors);
  }
}

function refusalOf(error: unknown): { status: number; errors: FieldError[] } | null {
  if (error instanceof InvalidForm) return { status: 422, errors: error.errors };
  if (error instanceof InvalidDefinition)
    return { status: 422, errors: [{ path: '', message: '检查没有通过，请先改正下列问题。' }] };
  if (!(error instanceof StaleRecord)) return null;
  const message = '草稿或现行版本刚刚有变化，还没有发布。请核对最新内容后再试。';
  return { status: 409, errors: [{ path: '', message }] };
}

async function showPublication(
  web: Web,
  req: Request,
  res: Response,
  typed: Typed,
  errors: FieldError[],
): Promise<void> {
  const { db, clock } = web.runtime;
  const person = personOf(req);
  const now = clock.now();
  const publication = await selectDraftPublication(db, person, idParameter(req, '草稿'), now);
  const { draft } = publication;
  const { problems } = await checkDraft(db, web.designer, draft, draft.xml);
  const services = await usedServices(web.designer, draft.xml);
  await renderPage(web, req, res, 'processes/drafts/publication', {
    ...publicationView(publication, problems, services, person, { now, timeZone: web.config.timeZone }),
    typed: { comment: draft.comment ?? '', ...typed },
    errors: errorsByField(errors),
  });
}
