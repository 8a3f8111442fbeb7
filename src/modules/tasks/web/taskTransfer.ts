import type { Request, Response } from 'express';
import type { z } from 'zod';
import { type FieldError, InvalidForm, NotAllowed } from '../../../platform/errors.js';
import { type CommandContext, runCommand } from '../../../platform/runCommand.js';
import { chosenId, form, nothing, text, wholeNumber } from '../../../platform/web/bodyShapes.js';
import type { Handler, Web } from '../../../platform/web/deps.js';
import { errorsByField } from '../../../platform/web/errorsByField.js';
import { flash } from '../../../platform/web/flash.js';
import { taskParameter } from '../../../platform/web/parameters.js';
import { paths, safeReturnPath } from '../../../platform/web/paths.js';
import { personOf } from '../../../platform/web/person.js';
import { askedId, askedText, query } from '../../../platform/web/queryShapes.js';
import { receives } from '../../../platform/web/receives.js';
import { renderPage } from '../../../platform/web/renderPage.js';
import { whyNotDelegate, whyNotReassign } from '../../tickets/index.js';
import { delegateTask } from '../commands/delegateTask.js';
import { reassignTask, type TaskTransferInput } from '../commands/reassignTask.js';
import { resolveTask } from '../commands/resolveTask.js';
import { selectReceivers } from '../read/receivers.js';
import { selectTaskInShort } from '../read/taskPage.js';

interface TaskTransfer {
  command: (
    context: CommandContext,
    input: TaskTransferInput,
  ) => Promise<{ receiver: string; number: string }>;
  whyNot: typeof whyNotReassign;
  path: (taskId: number) => string;
  verb: string;
  reasonLabel: string;
  hint: string;
}

const reassigning: TaskTransfer = {
  command: reassignTask,
  whyNot: whyNotReassign,
  path: paths.taskReassignment,
  verb: '转办',
  reasonLabel: '转办原因',
  hint: '转办后任务由对方办理并提交，已保存的草稿一并移交。',
};

const delegating: TaskTransfer = {
  command: delegateTask,
  whyNot: whyNotDelegate,
  path: paths.taskDelegation,
  verb: '委派',
  reasonLabel: '委派说明',
  hint: '对方填写后交回给您，由您核对并提交；交回之前您可以随时收回。',
};

const transferBody = ({ reasonLabel }: TaskTransfer) =>
  form({
    _revision: wholeNumber,
    'person.id': chosenId('转给'),
    reason: text(reasonLabel),
    returnTo: text('返回的页面', 2000),
  });

/** GET /tasks/:taskId/reassignment */
export const askReassign: Handler = (web, req, res) => ask(web, req, res, reassigning);
/** POST /tasks/:taskId/reassignment */
export const reassign = receives(transferBody(reassigning), (web, req, res, body) =>
  transferTask(web, req, res, reassigning, body),
);
/** GET /tasks/:taskId/delegation */
export const askDelegate: Handler = (web, req, res) => ask(web, req, res, delegating);
/** POST /tasks/:taskId/delegation */
export const delegate = receives(transferBody(delegating), (web, req, res, body) =>
  transferTask(web, req, res, delegating, body),
);

/** POST /tasks/:taskId/recall: who lent a task takes it back. */
export const recall = receives(nothing, async (web, req, res) => {
  const taskId = taskParameter(req);
  await runCommand(web.runtime, personOf(req), resolveTask, { taskId });
  flash(req, 'success', '已收回委派，任务由您办理。');
  res.redirect(303, paths.task(taskId));
});

const questionQuery = query({ person: askedId, returnTo: askedText(500) });

async function ask(web: Web, req: Request, res: Response, kind: TaskTransfer): Promise<void> {
  const { task } = await selectTaskInShort(web.runtime.db, personOf(req), taskParameter(req));
  const refusal = kind.whyNot(personOf(req), task);
  if (refusal) throw new NotAllowed(refusal);
  const { person = null, returnTo } = questionQuery(req);
  await showQuestion(web, req, res, kind, {
    person,
    reason: '',
    returnTo: safeReturnPath(returnTo),
    errors: [],
  });
}

async function transferTask(
  web: Web,
  req: Request,
  res: Response,
  kind: TaskTransfer,
  body: z.output<ReturnType<typeof transferBody>>,
): Promise<void> {
  const taskId = taskParameter(req);
  const { 'person.id': personId, reason, _revision: revision } = body;
  const returnTo = safeReturnPath(body.returnTo);
  try {
    const input = { taskId, personId, reason, revision };
    const { receiver, number } = await runCommand(web.runtime, personOf(req), kind.command, input);
    flash(req, 'success', `工单 ${number} 的任务已${kind.verb}给${receiver}。`);
    res.redirect(303, returnTo);
  } catch (error) {
    if (!(error instanceof InvalidForm)) throw error;
    res.status(422);
    await showQuestion(web, req, res, kind, { person: personId, reason, returnTo, errors: error.errors });
  }
}

async function showQuestion(
  web: Web,
  req: Request,
  res: Response,
  kind: TaskTransfer,
  typed: { person: number | null; reason: string; returnTo: string; errors: FieldError[] },
): Promise<void> {
  const taskId = taskParameter(req);
  const { task, ticket, definition } = await selectTaskInShort(web.runtime.db, personOf(req), taskId);
  const receivers = await selectReceivers(web.runtime.db, task);
  const { path, verb, reasonLabel, hint } = kind;
  await renderPage(web, req, res, 'tasks/handOver', {
    title: `${verb}：${task.name}`,
    subtitle: `${ticket.number} · ${definition.name}`,
    action: path(taskId),
    revision: task.revision,
    verb,
    reasonLabel,
    hint,
    receivers: receivers.map((one) => ({ ...one, selected: one.id === typed.person })),
    reason: typed.reason,
    returnTo: typed.returnTo,
    errors: errorsByField(typed.errors),
    back: { href: paths.ticket(ticket.number), label: `工单 ${ticket.number}` },
  });
}
