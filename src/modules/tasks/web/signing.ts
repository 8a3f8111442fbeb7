import type { Request, Response } from 'express';
import { type FieldError, InvalidForm, NotAllowed } from '../../../platform/errors.js';
import { runCommand } from '../../../platform/runCommand.js';
import type { Handler, Web } from '../../../platform/web/deps.js';
import { errorsByField } from '../../../platform/web/errorsByField.js';
import { flash } from '../../../platform/web/flash.js';
import { bodyIds, bodyText, idParameter } from '../../../platform/web/parameters.js';
import { paths } from '../../../platform/web/paths.js';
import { personOf } from '../../../platform/web/person.js';
import { renderPage } from '../../../platform/web/renderPage.js';
import { type SigningKind, selectPeopleToCopy, whyNotAddSigners } from '../../tickets/index.js';
import { addSigners } from '../commands/addSigners.js';
import { signTask } from '../commands/signTask.js';
import { selectTaskTrace } from '../read/taskPage.js';
import { showTaskPage } from './taskPage.js';

interface Typed {
  persons: readonly number[];
  inOrder: boolean;
  reason: string;
  errors: FieldError[];
}

const nothingTyped: Typed = { persons: [], inOrder: false, reason: '', errors: [] };

/** GET /tasks/:id/signers-before */
export const askBefore: Handler = (web, req, res) => ask(web, req, res, 'before');
/** GET /tasks/:id/signers-after */
export const askAfter: Handler = (web, req, res) => ask(web, req, res, 'after');
/** POST /tasks/:id/signers-before */
export const addBefore: Handler = (web, req, res) => add(web, req, res, 'before');
/** POST /tasks/:id/signers-after: what was filled in is submitted and waits for them. */
export const addAfter: Handler = (web, req, res) => add(web, req, res, 'after');

/** POST /tasks/:id/opinion: a signer agrees or refuses. */
export const sign: Handler = async (web, req, res) => {
  res.locals.fieldLabels = { opinion: '意见' };
  const taskId = idParameter(req, '任务');
  const agrees = bodyText(req, 'agrees', 3) === 'yes';
  const opinion = bodyText(req, 'opinion', 2000);
  const revision = Number(bodyText(req, '_revision', 10));
  try {
    const input = { taskId, agrees, opinion, revision };
    const { number } = await runCommand(web.runtime, personOf(req), signTask, input);
    flash(req, 'success', `工单 ${number} 的加签意见已提交：${agrees ? '同意' : '不同意'}。`);
    res.redirect(303, paths.tasks());
  } catch (error) {
    if (!(error instanceof InvalidForm)) throw error;
    res.status(422);
    await showTaskPage(web, req, res, taskId, { data: {}, opinion, opinionError: error.errors[0]?.message });
  }
};

async function ask(web: Web, req: Request, res: Response, kind: SigningKind): Promise<void> {
  const { task } = await selectTaskTrace(web.runtime.db, personOf(req), idParameter(req, '任务'));
  const refusal = whyNotAddSigners(personOf(req), task);
  if (refusal) throw new NotAllowed(refusal);
  await showQuestion(web, req, res, kind, nothingTyped);
}

async function add(web: Web, req: Request, res: Response, kind: SigningKind): Promise<void> {
  res.locals.fieldLabels = { persons: '加签人员', reason: '加签说明' };
  const taskId = idParameter(req, '任务');
  const typed = {
    persons: bodyIds(req, 'person.id'),
    inOrder: bodyText(req, 'order', 10) === 'inOrder',
    reason: bodyText(req, 'reason', 2000),
  };
  const revision = Number(bodyText(req, '_revision', 10));
  try {
    const { persons: personIds, inOrder, reason } = typed;
    const input = { taskId, kind, personIds, inOrder, reason, revision };
    const { signers } = await runCommand(web.runtime, personOf(req), addSigners, input);
    const done = kind === 'after' ? '已提交，等待加签' : '已加签';
    flash(req, 'success', `${done}：${signers}。`);
    res.redirect(303, paths.tasks());
  } catch (error) {
    if (!(error instanceof InvalidForm)) throw error;
    res.status(422);
    await showQuestion(web, req, res, kind, { ...typed, errors: error.errors });
  }
}

async function showQuestion(web: Web, req: Request, res: Response, kind: SigningKind, typed: Typed) {
  const person = personOf(req);
  const { task, trace } = await selectTaskTrace(web.runtime.db, person, idParameter(req, '任务'));
  const others = (await selectPeopleToCopy(web.runtime.db)).filter(
    ({ id }) => id !== person.id && !task.excludedPersons.includes(id),
  );
  const own = new Set(['persons', 'reason']);
  await renderPage(web, req, res, 'tasks/signers', {
    title: `${kind === 'before' ? '前加签' : '提交并后加签'}：${task.name}`,
    subtitle: `${trace.ticket.number} · ${trace.definition.name}`,
    action: kind === 'before' ? paths.taskSignersBefore(task.id) : paths.taskSignersAfter(task.id),
    revision: task.revision,
    isAfter: kind === 'after',
    departments: [...new Set(others.map(({ department }) => department))].map((name) => ({
      name,
      people: others
        .filter(({ department }) => department === name)
        .map((one) => ({ ...one, checked: typed.persons.includes(one.id) })),
    })),
    inOrder: typed.inOrder,
    reason: typed.reason,
    errors: errorsByField(typed.errors),
    formErrors: typed.errors.filter(({ path }) => !own.has(path)).map(({ message }) => message),
    back: { href: paths.task(task.id), label: task.name },
  });
}
