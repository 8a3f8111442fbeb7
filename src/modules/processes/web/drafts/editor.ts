import type { Request } from 'express';
import { z } from 'zod';
import { DraftLocked } from '../../../../platform/errors.js';
import { runCommand } from '../../../../platform/runCommand.js';
import { nothing } from '../../../../platform/web/bodyShapes.js';
import type { Handler, Web } from '../../../../platform/web/deps.js';
import { allowInlineStyleAttributes } from '../../../../platform/web/middleware/securityHeaders.js';
import { idParameter } from '../../../../platform/web/parameters.js';
import { paths } from '../../../../platform/web/paths.js';
import { personOf } from '../../../../platform/web/person.js';
import { receives } from '../../../../platform/web/receives.js';
import { renderPage } from '../../../../platform/web/renderPage.js';
import { lockProcessDraft } from '../../commands/lockProcessDraft.js';
import { saveProcessDraftDiagram } from '../../commands/saveProcessDraftDiagram.js';
import { unlockProcessDraft } from '../../commands/unlockProcessDraft.js';
import { type ReadableDraft, selectReadableDraft } from '../../read/processDrafts.js';
import { checkDraft } from '../../steps/checkDraft.js';

const checkedBody = z.strictObject({ xml: z.string() });
/** The text and the revision on which it was drawn. */
const savedBody = checkedBody.extend({ revision: z.int().min(0) });

/** The draft of the request, for somebody who may read it. @throws {NotFound} {NotAllowed} */
export function readDraft(web: Web, req: Request): Promise<ReadableDraft> {
  const { db, clock } = web.runtime;
  return selectReadableDraft(db, personOf(req), idParameter(req, '草稿'), clock.now());
}

/** GET /drafts/:id: the editor. */
export const show: Handler = async (web, req, res) => {
  const { draft, whyReadOnly, lockedBy } = await readDraft(web, req);
  const { id, name, processKey, revision } = draft;
  const mayEdit = whyReadOnly === null && lockedBy === null;
  allowInlineStyleAttributes(res);
  await renderPage(web, req, res, 'processes/drafts/show', {
    title: `编辑流程：${name}`,
    script: 'designer.js',
    style: 'designer.css',
    draft,
    page: { url: paths.draft(id), name, processKey, revision, mayEdit },
    editorIcons: ['x'],
    whyReadOnly,
    lockedBy,
    back: { href: paths.processes(), label: '流程' },
  });
};

/** GET /drafts/:id/diagram: the BPMN text as it was saved last. */
export const diagram: Handler = async (web, req, res) => {
  const { draft } = await readDraft(web, req);
  res.set({
    'Content-Type': 'application/xml; charset=utf-8',
    'Cache-Control': 'no-store',
    'Content-Disposition': `attachment; filename="${draft.processKey}.bpmn"`,
  });
  res.send(draft.xml);
};

/** PUT /drafts/:id/diagram */
export const save = receives(savedBody, async (web, req, res, body) => {
  const draftId = idParameter(req, '草稿');
  const input = { draftId, ...body, inspection: await web.designer.diagrams.inspect(body.xml) };
  res.json(await runCommand(web.runtime, personOf(req), saveProcessDraftDiagram, input));
});

/** POST /drafts/:id/lock: takes or renews the lock; the editor calls it every half minute. */
export const lock = receives(nothing, async (web, req, res) => {
  try {
    const draftId = idParameter(req, '草稿');
    res.json(await runCommand(web.runtime, personOf(req), lockProcessDraft, { draftId }));
  } catch (error) {
    if (!(error instanceof DraftLocked)) throw error;
    res.status(409).json({ message: error.message, holder: error.holder });
  }
});

/** DELETE /drafts/:id/lock */
export const unlock = receives(nothing, async (web, req, res) => {
  const draftId = idParameter(req, '草稿');
  await runCommand(web.runtime, personOf(req), unlockProcessDraft, { draftId });
  res.status(204).end();
});

/** POST /drafts/:id/check: what keeps this diagram from being published, and what should be better. */
export const check = receives(checkedBody, async (web, req, res, { xml }) => {
  const { draft } = await readDraft(web, req);
  const { problems } = await checkDraft(web.runtime.db, web.designer, draft, xml);
  res.json({ problems });
});
