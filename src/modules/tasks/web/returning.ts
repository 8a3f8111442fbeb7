import type { Request, Response } from 'express';
import { type FieldError, InvalidForm, NotAllowed } from '../../../platform/errors.js';
import { runCommand } from '../../../platform/runCommand.js';
import type { Handler, Web } from '../../../platform/web/deps.js';
import { errorsByField } from '../../../platform/web/errorsByField.js';
import { flash } from '../../../platform/web/flash.js';
import { bodyText, idParameter } from '../../../platform/web/parameters.js';
import { paths } from '../../../platform/web/paths.js';
import { personOf } from '../../../platform/web/person.js';
import { renderPage } from '../../../platform/web/renderPage.js';
import { returnModes, whyNotReturn } from '../../tickets/index.js';
import { returnTask } from '../commands/returnTask.js';
import { selectTaskTrace } from '../read/taskPage.js';
import { findReturnTargets } from '../steps/findReturnTargets.js';

interface Typed {
  to: string;
  mode: string;
  reason: string;
}

/** GET /tasks/:id/return: asks to which step, how it goes on then, and why. */
export const ask: Handler = async (web, req, res) => {
  const { task } = await selectTaskTrace(web.runtime.db, personOf(req), idParameter(req, '任务'));
  const refusal = whyNotReturn(personOf(req), task);
  if (refusal) throw new NotAllowed(refusal);
  await showQuestion(web, req, res, { to: '', mode: '', reason: '' }, []);
};

/** POST /tasks/:id/return */
export const send: Handler = async (web, req, res) => {
  res.locals.fieldLabels = { to: '退回到', mode: '退回后', reason: '退回原因' };
  const taskId = idParameter(req, '任务');
  const typed = {
    to: bodyText(req, 'to', 200),
    mode: bodyText(req, 'mode', 10),
    reason: bodyText(req, 'reason', 2000),
  };
  const mode = returnModes.find((one) => one === typed.mode) ?? null;
  const revision = Number(bodyText(req, '_revision', 10));
  try {
    const input = { taskId, to: typed.to || null, mode, reason: typed.reason, revision };
    const { to, number } = await runCommand(web.runtime, personOf(req), returnTask, input);
    flash(req, 'success', `工单 ${number} 已退回到「${to}」。`);
    res.redirect(303, paths.tasks());
  } catch (error) {
    if (!(error instanceof InvalidForm)) throw error;
    res.status(422);
    await showQuestion(web, req, res, typed, error.errors);
  }
};

async function showQuestion(web: Web, req: Request, res: Response, typed: Typed, errors: FieldError[]) {
  const { db: tx, definitions } = web.runtime;
  const { task, trace } = await selectTaskTrace(tx, personOf(req), idParameter(req, '任务'));
  const targets = await findReturnTargets({ tx, definitions }, trace.ticket, task);
  const modes = returnModes.filter((mode) => targets.some((target) => target.modes.includes(mode)));
  await renderPage(web, req, res, 'tasks/return', {
    title: `退回：${task.name}`,
    subtitle: `${trace.ticket.number} · ${trace.definition.name}`,
    action: paths.taskReturn(task.id),
    revision: task.revision,
    targets: targets.map(({ elementId, name, person }) => ({
      elementId,
      name,
      person: person?.name ?? null,
      checked: elementId === typed.to,
    })),
    offersAgain: modes.includes('again'),
    offersResume: modes.includes('resume'),
    mode: modes.length === 1 ? modes[0] : typed.mode,
    reason: typed.reason,
    errors: errorsByField(errors),
    back: { href: paths.task(task.id), label: task.name },
  });
}
