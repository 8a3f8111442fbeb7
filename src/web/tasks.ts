import type { Request } from 'express';
import { claimTask } from '../commands/claimTask.js';
import { completeTask } from '../commands/completeTask.js';
import { raiseIncident } from '../commands/raiseIncident.js';
import { recordRows } from '../commands/recordRows.js';
import { releaseTask } from '../commands/releaseTask.js';
import { resolveTask } from '../commands/resolveTask.js';
import { runCommand } from '../commands/runCommand.js';
import { saveTaskDraft } from '../commands/saveDraft.js';
import { EngineError, InvalidForm } from '../errors.js';
import type { Handler, Web } from './deps.js';
import { flash } from './flash.js';
import { lookupMatches } from './formRedisplay.js';
import { askingKinds, type FormSubmission, readFormSubmission } from './formSubmission.js';
import { wantsJson } from './middleware/wantsJson.js';
import { bodyId, bodyText, idParameter } from './parameters.js';
import { paths, withQuery } from './paths.js';
import { personOf } from './person.js';
import { loadTaskForm, showTaskPage } from './taskPage.js';

/** GET /tasks/:id */
export const show: Handler = (web, req, res) => showTaskPage(web, req, res, idParameter(req, '任务'));

/** POST /tasks/:id/claim */
export const claim: Handler = async (web, req, res) => {
  const taskId = idParameter(req, '任务');
  await runCommand(web.runtime, personOf(req), claimTask, { taskId });
  flash(req, 'success', '已签收，请办理。');
  res.redirect(303, paths.task(taskId));
};

/** POST /tasks/:id/release */
export const release: Handler = async (web, req, res) => {
  await runCommand(web.runtime, personOf(req), releaseTask, { taskId: idParameter(req, '任务') });
  flash(req, 'success', '已退回公共，其他同事可以签收。');
  res.redirect(303, withQuery(paths.tasks(), { view: 'available' }));
};

/** POST /tasks/:id/completion, also for the buttons that need no other address. */
export const complete: Handler = (web, req, res) => submit(web, req, res);
/** POST /tasks/:id/draft */
export const draft: Handler = (web, req, res) => submit(web, req, res, { kind: 'draft' });
/** POST /tasks/:id/records */
export const record: Handler = (web, req, res) => submit(web, req, res, { kind: 'record' });

async function submit(
  web: Web,
  req: Request,
  res: Parameters<Handler>[2],
  forced?: { kind: 'draft' | 'record' },
): Promise<void> {
  const taskId = idParameter(req, '任务');
  const { form, labels, variables } = await loadTaskForm(web, req, taskId);
  res.locals.fieldLabels = labels;
  const submission = await readFormSubmission(web, req, form, variables);
  const action = submission.action.kind === 'complete' ? (forced ?? submission.action) : submission.action;
  const { data, errors } = submission;
  if (action.kind === 'addRow') {
    if (errors.length > 0) res.status(422);
    return showTaskPage(web, req, res, taskId, { data, errors });
  }
  if (action.kind === 'lookup') {
    return showTaskPage(web, req, res, taskId, { data, lookups: await lookupMatches(web, data, action) });
  }
  try {
    await act(web, req, taskId, { ...submission, action });
    if (wantsJson(req)) return void res.json({ saved: true });
    res.redirect(303, addressAfter(action.kind, taskId));
  } catch (error) {
    if (!(error instanceof InvalidForm)) throw error;
    res.status(422);
    await showTaskPage(web, req, res, taskId, { data, errors: error.errors });
  }
}

const askingPaths: Record<(typeof askingKinds)[number], (taskId: number) => string> = {
  reassign: paths.taskReassignment,
  delegate: paths.taskDelegation,
  return: paths.taskReturn,
  signBefore: paths.taskSignersBefore,
  signAfter: paths.taskSignersAfter,
};

function addressAfter(kind: FormSubmission['action']['kind'], taskId: number): string {
  const asking = askingKinds.find((one) => one === kind);
  if (asking) return askingPaths[asking](taskId);
  return kind === 'complete' || kind === 'giveBack' ? paths.tasks() : paths.task(taskId);
}

async function act(web: Web, req: Request, taskId: number, submission: FormSubmission): Promise<void> {
  const { action, data, errors } = submission;
  const person = personOf(req);
  const revision = Number(bodyText(req, '_revision', 10));
  if (action.kind === 'giveBack') {
    const { owner } = await runCommand(web.runtime, person, resolveTask, { taskId, data });
    return flash(req, 'success', `已交回，由${owner}核对后提交。`);
  }
  if (action.kind === 'draft' || askingKinds.some((kind) => kind === action.kind)) {
    await runCommand(web.runtime, person, saveTaskDraft, { taskId, data });
    const isAsked = action.kind === 'draft' && !wantsJson(req);
    return isAsked ? flash(req, 'success', '草稿已保存，可以稍后继续填写。') : undefined;
  }
  if (errors.length > 0) throw new InvalidForm(errors);
  if (action.kind === 'record') {
    const { recorded } = await runCommand(web.runtime, person, recordRows, { taskId, data, revision });
    return flash(req, 'success', `已登记 ${recorded} 条记录。`);
  }
  const performers = chosenPerformers(req);
  const { number } = await completeOrReport(web, req, { taskId, data, revision, performers });
  flash(req, 'success', `已提交，工单 ${number} 已转到下一环节。`);
}

/** Whom the page chose for later steps, by element. */
function chosenPerformers(req: Request): Record<string, number | null> {
  const prefix = '_performers.';
  const names = Object.keys((req.body ?? {}) as object).filter((name) => name.startsWith(prefix));
  return Object.fromEntries(names.map((name) => [name.slice(prefix.length), bodyId(req, name)]));
}

/** A diagram that can't go on is a matter for the administrator, so it is kept as an incident. */
async function completeOrReport(web: Web, req: Request, input: Parameters<typeof completeTask>[1]) {
  try {
    return await runCommand(web.runtime, personOf(req), completeTask, input);
  } catch (error) {
    if (error instanceof EngineError) {
      await runCommand(web.runtime, personOf(req), raiseIncident, { taskId: input.taskId, error });
    }
    throw error;
  }
}
