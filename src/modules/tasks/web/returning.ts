import type { Request, Response } from 'express';
import type { z } from 'zod';
import { type FieldError, InvalidForm, NotAllowed } from '../../../platform/errors.js';
import { runCommand } from '../../../platform/runCommand.js';
import { form, optionalChoice, text, wholeNumber } from '../../../platform/web/bodyShapes.js';
import type { Handler, Web } from '../../../platform/web/deps.js';
import { errorsByField } from '../../../platform/web/errorsByField.js';
import { flash } from '../../../platform/web/flash.js';
import { taskParameter } from '../../../platform/web/parameters.js';
import { paths } from '../../../platform/web/paths.js';
import { personOf } from '../../../platform/web/person.js';
import { receives } from '../../../platform/web/receives.js';
import { renderPage } from '../../../platform/web/renderPage.js';
import { returnModes, whyNotReturn } from '../../tickets/index.js';
import { returnTask } from '../commands/returnTask.js';
import { selectTaskInShort } from '../read/taskPage.js';
import { findReturnTargets } from '../steps/findReturnTargets.js';

const returnBody = form({
  _revision: wholeNumber,
  to: text('退回到', 200),
  mode: optionalChoice('退回后', returnModes),
  reason: text('退回原因'),
});

type Typed = Omit<z.output<typeof returnBody>, '_revision'>;

/** GET /tasks/:taskId/return: asks to which step, how it goes on then, and why. */
export const ask: Handler = async (web, req, res) => {
  const { task } = await selectTaskInShort(web.runtime.db, personOf(req), taskParameter(req));
  const refusal = whyNotReturn(personOf(req), task);
  if (refusal) throw new NotAllowed(refusal);
  await showQuestion(web, req, res, { to: '', reason: '' }, []);
};

/** POST /tasks/:taskId/return */
export const send = receives(returnBody, async (web, req, res, { _revision: revision, ...typed }) => {
  const taskId = taskParameter(req);
  try {
    const input = { taskId, to: typed.to || null, mode: typed.mode ?? null, reason: typed.reason, revision };
    const { to, number } = await runCommand(web.runtime, personOf(req), returnTask, input);
    flash(req, 'success', `工单 ${number} 已退回到「${to}」。`);
    res.redirect(303, paths.tasks());
  } catch (error) {
    if (!(error instanceof InvalidForm)) throw error;
    res.status(422);
    await showQuestion(web, req, res, typed, error.errors);
  }
});

async function showQuestion(web: Web, req: Request, res: Response, typed: Typed, errors: FieldError[]) {
  const { db: tx, definitions } = web.runtime;
  const { task, ticket, definition } = await selectTaskInShort(tx, personOf(req), taskParameter(req));
  const targets = await findReturnTargets({ tx, definitions }, ticket, task);
  const modes = returnModes.filter((mode) => targets.some((target) => target.modes.includes(mode)));
  await renderPage(web, req, res, 'tasks/return', {
    title: `退回：${task.name}`,
    subtitle: `${ticket.number} · ${definition.name}`,
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
