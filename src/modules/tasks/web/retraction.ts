import type { Request, Response } from 'express';
import type { Person } from '../../../platform/actor.js';
import { type DomainError, type FieldError, InvalidForm, NotAllowed } from '../../../platform/errors.js';
import { type CommandContext, runCommand } from '../../../platform/runCommand.js';
import { form, text } from '../../../platform/web/bodyShapes.js';
import type { Handler, Web } from '../../../platform/web/deps.js';
import { errorsByField } from '../../../platform/web/errorsByField.js';
import { flash } from '../../../platform/web/flash.js';
import { taskParameter } from '../../../platform/web/parameters.js';
import { paths } from '../../../platform/web/paths.js';
import { personOf } from '../../../platform/web/person.js';
import { receives } from '../../../platform/web/receives.js';
import { renderPage } from '../../../platform/web/renderPage.js';
import { whyNotRemoveSigner } from '../../tickets/index.js';
import { removeSigner } from '../commands/removeSigner.js';
import { withdrawTask } from '../commands/withdrawTask.js';
import { selectTaskInShort, type TaskInShort } from '../read/taskPage.js';
import { checkWithdrawal } from '../steps/checkWithdrawal.js';

/** One kind of retraction, and how its page asks for the reason. */
interface Retraction {
  command: (
    context: CommandContext,
    input: { taskId: number; reason: string },
  ) => Promise<{ number: string }>;
  /** Why it is refused, checked before the page is shown. */
  whyNot: (web: Web, actor: Person, page: TaskInShort) => Promise<DomainError | null>;
  path: (taskId: number) => string;
  verb: string;
  hint: string;
}

const withdrawing: Retraction = {
  command: withdrawTask,
  whyNot: async ({ runtime: { db: tx, definitions } }, actor, { task, ticket }) =>
    (await checkWithdrawal({ tx, definitions }, actor, ticket, task)).refusal,
  path: paths.taskWithdrawal,
  verb: '撤回',
  hint: '下一环节还没有人开始办理时可以撤回。撤回后任务回到您这里，带着您提交的内容，修改后请重新提交。',
};

const removing: Retraction = {
  command: removeSigner,
  whyNot: async (_web, actor, { task, tasks }) => {
    const parent = tasks.find(({ id }) => id === task.parentId);
    const refusal = whyNotRemoveSigner(actor, task, parent);
    return refusal === null ? null : new NotAllowed(refusal);
  },
  path: paths.taskSignerRemoval,
  verb: '减签',
  hint: '减签后不再等待该人员的意见。没有其他人待签时，任务按已有的意见继续。',
};

const reasonBody = ({ verb }: Retraction) => form({ reason: text(`${verb}原因`) });

/** GET /tasks/:taskId/withdrawal */
export const askWithdraw: Handler = (web, req, res) => ask(web, req, res, withdrawing);
/** POST /tasks/:taskId/withdrawal */
export const withdraw = receives(reasonBody(withdrawing), (web, req, res, { reason }) =>
  retract(web, req, res, withdrawing, reason),
);
/** GET /tasks/:taskId/removal */
export const askRemove: Handler = (web, req, res) => ask(web, req, res, removing);
/** POST /tasks/:taskId/removal */
export const remove = receives(reasonBody(removing), (web, req, res, { reason }) =>
  retract(web, req, res, removing, reason),
);

async function ask(web: Web, req: Request, res: Response, kind: Retraction): Promise<void> {
  const actor = personOf(req);
  const page = await selectTaskInShort(web.runtime.db, actor, taskParameter(req));
  const refusal = await kind.whyNot(web, actor, page);
  if (refusal) throw refusal;
  await showQuestion(web, req, res, kind, '', []);
}

async function retract(
  web: Web,
  req: Request,
  res: Response,
  kind: Retraction,
  reason: string,
): Promise<void> {
  const taskId = taskParameter(req);
  try {
    const { number } = await runCommand(web.runtime, personOf(req), kind.command, { taskId, reason });
    flash(req, 'success', `工单 ${number} 已${kind.verb}。`);
    res.redirect(303, paths.tasks());
  } catch (error) {
    if (!(error instanceof InvalidForm)) throw error;
    res.status(422);
    await showQuestion(web, req, res, kind, reason, error.errors);
  }
}

async function showQuestion(
  web: Web,
  req: Request,
  res: Response,
  kind: Retraction,
  reason: string,
  errors: FieldError[],
): Promise<void> {
  const { task, ticket, definition } = await selectTaskInShort(
    web.runtime.db,
    personOf(req),
    taskParameter(req),
  );
  const { verb, hint, path } = kind;
  await renderPage(web, req, res, 'tasks/takeBack', {
    title: `${verb}：${task.name}`,
    subtitle: `${ticket.number} · ${definition.name}`,
    action: path(task.id),
    verb,
    hint,
    reasonLabel: `${verb}原因`,
    reason,
    errors: errorsByField(errors),
    back: { href: paths.ticket(ticket.number), label: `工单 ${ticket.number}` },
  });
}
