import type { Request, Response } from 'express';
import type { z } from 'zod';
import { type FieldError, InvalidForm, NotAllowed } from '../../../platform/errors.js';
import { runCommand } from '../../../platform/runCommand.js';
import {
  choice,
  chosenIds,
  form,
  optionalChoice,
  text,
  wholeNumber,
} from '../../../platform/web/bodyShapes.js';
import type { Handler, Web } from '../../../platform/web/deps.js';
import { errorsByField } from '../../../platform/web/errorsByField.js';
import { flash } from '../../../platform/web/flash.js';
import { taskParameter } from '../../../platform/web/parameters.js';
import { paths } from '../../../platform/web/paths.js';
import { personOf } from '../../../platform/web/person.js';
import { receives } from '../../../platform/web/receives.js';
import { renderPage } from '../../../platform/web/renderPage.js';
import { type SigningKind, selectPeopleToCopy, whyNotAddSigners } from '../../tickets/index.js';
import { addSigners } from '../commands/addSigners.js';
import { signTask } from '../commands/signTask.js';
import { selectTaskInShort } from '../read/taskPage.js';
import { showTaskPage } from './taskPage.js';

interface Typed {
  persons: readonly number[];
  inOrder: boolean;
  reason: string;
  errors: FieldError[];
}

const opinionBody = form({
  _revision: wholeNumber,
  opinion: text('意见'),
  agrees: choice('是否同意', ['yes', 'no']),
});
const signersBody = form({
  _revision: wholeNumber,
  'person.id': chosenIds('加签人员'),
  order: optionalChoice('顺序', ['together', 'inOrder']),
  reason: text('加签说明'),
});

const nothingTyped: Typed = { persons: [], inOrder: false, reason: '', errors: [] };

/** GET /tasks/:taskId/signers-before */
export const askBefore: Handler = (web, req, res) => ask(web, req, res, 'before');
/** GET /tasks/:taskId/signers-after */
export const askAfter: Handler = (web, req, res) => ask(web, req, res, 'after');
/** POST /tasks/:taskId/signers-before */
export const addBefore = receives(signersBody, (web, req, res, body) => add(web, req, res, 'before', body));
/** POST /tasks/:taskId/signers-after: what was filled in is submitted and waits for them. */
export const addAfter = receives(signersBody, (web, req, res, body) => add(web, req, res, 'after', body));

/** POST /tasks/:taskId/opinion: a signer agrees or refuses. */
export const sign = receives(
  opinionBody,
  async (web, req, res, { _revision: revision, opinion, agrees: answer }) => {
    const taskId = taskParameter(req);
    const agrees = answer === 'yes';
    try {
      const input = { taskId, agrees, opinion, revision };
      const { number } = await runCommand(web.runtime, personOf(req), signTask, input);
      flash(req, 'success', `工单 ${number} 的加签意见已提交：${agrees ? '同意' : '不同意'}。`);
      res.redirect(303, paths.tasks());
    } catch (error) {
      if (!(error instanceof InvalidForm)) throw error;
      res.status(422);
      await showTaskPage(web, req, res, taskId, {
        data: {},
        opinion,
        opinionError: error.errors[0]?.message,
      });
    }
  },
);

async function ask(web: Web, req: Request, res: Response, kind: SigningKind): Promise<void> {
  const { task } = await selectTaskInShort(web.runtime.db, personOf(req), taskParameter(req));
  const refusal = whyNotAddSigners(personOf(req), task);
  if (refusal) throw new NotAllowed(refusal);
  await showQuestion(web, req, res, kind, nothingTyped);
}

async function add(
  web: Web,
  req: Request,
  res: Response,
  kind: SigningKind,
  body: z.output<typeof signersBody>,
): Promise<void> {
  const taskId = taskParameter(req);
  const typed = {
    persons: body['person.id'],
    inOrder: body.order === 'inOrder',
    reason: body.reason,
  };
  try {
    const { persons: personIds, inOrder, reason } = typed;
    const input = { taskId, kind, personIds, inOrder, reason, revision: body._revision };
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
  const { task, ticket, definition } = await selectTaskInShort(web.runtime.db, person, taskParameter(req));
  const others = (await selectPeopleToCopy(web.runtime.db)).filter(
    ({ id }) => id !== person.id && !task.excludedPersons.includes(id),
  );
  const own = new Set(['persons', 'reason']);
  await renderPage(web, req, res, 'tasks/signers', {
    title: `${kind === 'before' ? '前加签' : '提交并后加签'}：${task.name}`,
    subtitle: `${ticket.number} · ${definition.name}`,
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
