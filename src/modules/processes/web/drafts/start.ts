import type { Request, Response } from 'express';
import type { NewWorker } from '../../../../bpmn/foreign/codeTasks.js';
import { type FieldError, InvalidForm } from '../../../../platform/errors.js';
import { runCommand } from '../../../../platform/runCommand.js';
import { choice, form, nothing, text, wholeNumber } from '../../../../platform/web/bodyShapes.js';
import type { Handler, Web } from '../../../../platform/web/deps.js';
import { errorsByField } from '../../../../platform/web/errorsByField.js';
import { flash } from '../../../../platform/web/flash.js';
import { idParameter, keyParameter } from '../../../../platform/web/parameters.js';
import { paths } from '../../../../platform/web/paths.js';
import { personOf } from '../../../../platform/web/person.js';
import { receives } from '../../../../platform/web/receives.js';
import { renderPage } from '../../../../platform/web/renderPage.js';
import { createProcessDraft } from '../../commands/createProcessDraft.js';
import { discardProcessDraft } from '../../commands/discardProcessDraft.js';
import { readUploadedDiagram } from './uploadedDiagram.js';

type Origin = 'nothing' | 'file';

interface Typed {
  from: Origin;
  processKey: string;
  name: string;
}

const versionBody = form({ version: wholeNumber.optional() });
const newDraftBody = form({
  from: choice('从哪里开始', ['nothing', 'file']),
  processKey: text('流程编号'),
  name: text('流程名称'),
  worker: text('由程序做的任务', 100),
});

/** POST /processes/:key/drafts: begins with the newest version, or with the `version` given. */
export const fromVersion = receives(versionBody, async (web, req, res, { version }) => {
  const id = await runCommand(web.runtime, personOf(req), createProcessDraft, {
    from: 'version',
    processKey: keyParameter(req, '流程'),
    version,
  });
  res.redirect(303, paths.draft(id));
});

/** GET /drafts/new: a new process, or a file from elsewhere. */
export const add: Handler = (web, req, res) =>
  showForm(web, req, res, { from: 'nothing', processKey: '', name: '' }, []);

/** POST /drafts */
export const create = receives(newDraftBody, async (web, req, res, sent) => {
  const typed: Typed = {
    from: sent.from,
    processKey: sent.processKey.trim(),
    name: sent.name.trim(),
  };
  try {
    const input =
      typed.from === 'file'
        ? {
            ...typed,
            from: typed.from,
            ...(await readUploadedDiagram(web, req, typed.processKey || null, workerOf(web, sent.worker))),
          }
        : { ...typed, from: typed.from };
    const id = await runCommand(web.runtime, personOf(req), createProcessDraft, input);
    res.redirect(303, typed.from === 'file' ? paths.draftPublication(id) : paths.draft(id));
  } catch (error) {
    if (!(error instanceof InvalidForm)) throw error;
    res.status(422);
    await showForm(web, req, res, typed, error.errors);
  }
});

/** POST /drafts/:id/discard */
export const discard = receives(nothing, async (web, req, res) => {
  const draftId = idParameter(req, '草稿');
  await runCommand(web.runtime, personOf(req), discardProcessDraft, { draftId });
  flash(req, 'success', '草稿已作废。');
  res.redirect(303, paths.processes());
});

/** Who gets the tasks of code: nobody yet, people, or a service by its topic. @throws {InvalidForm} for an unknown one */
function workerOf({ designer }: Web, chosen: string): NewWorker | null {
  if (chosen === '') return null;
  if (chosen === 'person') return { person: true };
  if (designer.services.some(({ id }) => `service:${id}` === chosen)) return { topic: chosen.slice(8) };
  throw new InvalidForm([{ path: 'worker', message: '没有这个服务，请重新选择。' }]);
}

async function showForm(
  web: Web,
  req: Request,
  res: Response,
  typed: Typed,
  errors: FieldError[],
): Promise<void> {
  const messages = errorsByField(errors);
  await renderPage(web, req, res, 'processes/drafts/new', {
    title: '新建流程',
    services: web.designer.services.map(({ id, name }) => ({ value: `service:${id}`, name })),
    nothing: typed.from === 'nothing' ? { ...typed, errors: messages } : {},
    file: typed.from === 'file' ? { ...typed, errors: messages } : {},
    back: { href: paths.processes(), label: '流程' },
  });
}
