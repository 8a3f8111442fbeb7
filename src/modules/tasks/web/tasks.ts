import type { Request, Response } from 'express';
import type { z } from 'zod';
import type { Form } from '../../../forms/schema/types.js';
import { fieldLabels } from '../../../forms/web/fieldLabels.js';
import {
  actionName,
  actionsWithPage,
  type FormAction,
  lostUploads,
  readTypedValues,
  receiveForm,
} from '../../../forms/web/formSubmission.js';
import { InvalidForm } from '../../../platform/errors.js';
import { runCommand } from '../../../platform/runCommand.js';
import { chosenId, formFields, formWith, nothing, wholeNumber } from '../../../platform/web/bodyShapes.js';
import type { Handler, Web } from '../../../platform/web/deps.js';
import { flash } from '../../../platform/web/flash.js';
import { wantsJson } from '../../../platform/web/middleware/wantsJson.js';
import { taskParameter } from '../../../platform/web/parameters.js';
import { paths, withQuery } from '../../../platform/web/paths.js';
import { personOf } from '../../../platform/web/person.js';
import { receives } from '../../../platform/web/receives.js';
import { redisplayOf } from '../../customers/index.js';
import { claimTask } from '../commands/claimTask.js';
import { releaseTask } from '../commands/releaseTask.js';
import { type SubmitTaskInput, type SubmittedTask, submitTask } from '../commands/submitTask.js';
import { showTaskPage } from './taskPage.js';

const performerPrefix = '_performers.';
/** A task's form with what the page adds: the revision that it showed, the pressed button, who does later steps. */
const taskBody = formWith(
  { _revision: wholeNumber, _action: actionName },
  {
    fields: formFields,
    performers: { names: /^_performers\./, value: chosenId('后续办理人') },
  },
);

/** GET /tasks/:taskId */
export const show: Handler = (web, req, res) => showTaskPage(web, req, res, taskParameter(req));

/** POST /tasks/:taskId/claim */
export const claim = receives(nothing, async (web, req, res) => {
  const taskId = taskParameter(req);
  await runCommand(web.runtime, personOf(req), claimTask, { taskId });
  flash(req, 'success', '已签收，请办理。');
  res.redirect(303, paths.task(taskId));
});

/** POST /tasks/:taskId/release */
export const release = receives(nothing, async (web, req, res) => {
  await runCommand(web.runtime, personOf(req), releaseTask, { taskId: taskParameter(req) });
  flash(req, 'success', '已退回公共，其他同事可以签收。');
  res.redirect(303, withQuery(paths.tasks(), { view: 'available' }));
});

/** POST /tasks/:taskId/completion, also for the buttons that need no other address. */
export const complete = receives(taskBody, (web, req, res, body) => submit(web, req, res, body));
/** POST /tasks/:taskId/draft */
export const draft = receives(taskBody, (web, req, res, body) =>
  submit(web, req, res, body, { kind: 'draft' }),
);
/** POST /tasks/:taskId/records */
export const record = receives(taskBody, (web, req, res, body) =>
  submit(web, req, res, body, { kind: 'record' }),
);

async function submit(
  web: Web,
  req: Request,
  res: Response,
  body: z.output<typeof taskBody>,
  forced?: { kind: 'draft' | 'record' },
): Promise<void> {
  const taskId = taskParameter(req);
  const { sent, ...pressed } = await receiveForm(web, req, body);
  const action = pressed.action.kind === 'complete' ? (forced ?? pressed.action) : pressed.action;
  const onFormLoaded = (form: Form) => {
    res.locals.fieldLabels = fieldLabels(form);
  };
  const input = {
    taskId,
    sent,
    kind: kindOf(action),
    revision: body._revision,
    performers: performersOf(body),
    onFormLoaded,
  };
  try {
    const done = await runCommand(web.runtime, personOf(req), submitTask, input);
    if (done.kind === 'read') {
      if (action.kind === 'addRow' && done.errors.length > 0) res.status(422);
      return showTaskPage(web, req, res, taskId, await redisplayOf(web, action, done));
    }
    if (wantsJson(req)) return void res.json({ saved: true });
    flashResult(req, action, done);
    res.redirect(303, addressAfter(action.kind, taskId));
  } catch (error) {
    if (!(error instanceof InvalidForm)) throw error;
    res.status(422);
    const errors = [...error.errors, ...lostUploads(sent)];
    await showTaskPage(web, req, res, taskId, { data: readTypedValues(web, sent), errors });
  }
}

/** The kind of submission; a button that leads to another page saves a draft. */
function kindOf({ kind }: FormAction): SubmitTaskInput['kind'] {
  if (kind === 'addRow' || kind === 'lookup') return 'read';
  return kind === 'complete' || kind === 'record' || kind === 'giveBack' ? kind : 'draft';
}

const askingPaths: Record<(typeof actionsWithPage)[number], (taskId: number) => string> = {
  reassign: paths.taskReassignment,
  delegate: paths.taskDelegation,
  return: paths.taskReturn,
  signBefore: paths.taskSignersBefore,
  signAfter: paths.taskSignersAfter,
};

function addressAfter(kind: FormAction['kind'], taskId: number): string {
  const asking = actionsWithPage.find((one) => one === kind);
  if (asking) return askingPaths[asking](taskId);
  return kind === 'complete' || kind === 'giveBack' ? paths.tasks() : paths.task(taskId);
}

function flashResult(req: Request, action: FormAction, done: SubmittedTask): void {
  if (done.kind === 'giveBack') flash(req, 'success', `已交回，由${done.owner}核对后提交。`);
  if (done.kind === 'record') flash(req, 'success', `已登记 ${done.recorded} 条记录。`);
  if (done.kind === 'complete') flash(req, 'success', `已提交，工单 ${done.number} 已转到下一环节。`);
  if (action.kind === 'draft') flash(req, 'success', '草稿已保存，可以稍后继续填写。');
}

/** Whom the page chose for later steps, by element. */
function performersOf({ performers }: z.output<typeof taskBody>): Record<string, number | null> {
  return Object.fromEntries(
    Object.entries(performers).map(([name, id]) => [name.slice(performerPrefix.length), id]),
  );
}
