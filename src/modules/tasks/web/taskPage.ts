import type { Request, Response } from 'express';
import { formView } from '../../../forms/view/formView.js';
import { prefill } from '../../../forms/view/prefill.js';
import { logPageAccess } from '../../../platform/access/logPageAccess.js';
import type { Person } from '../../../platform/actor.js';
import type { Web } from '../../../platform/web/deps.js';
import { paths } from '../../../platform/web/paths.js';
import { personOf } from '../../../platform/web/person.js';
import { renderPage } from '../../../platform/web/renderPage.js';
import { dataOf, loadFormContext } from '../../customers/index.js';
import type { DeployedDefinition } from '../../processes/index.js';
import {
  allowedTaskActions,
  allowedTicketActions,
  courseOf,
  isFinished,
  loopItemView,
  participants,
  submissionViews,
  waitingTasks,
  whyNotClaim,
  whyNotComplete,
  whyNotWork,
} from '../../tickets/index.js';
import { freshFields } from '../model/freshFields.js';
import { selectTaskPage, type TaskPage } from '../read/taskPage.js';
import { taskFacts } from './presenters/taskFacts.js';
import { upcomingSteps } from './presenters/upcoming.js';
import { type Redisplay, taskExtras } from './taskExtras.js';
import { taskTabs } from './taskTabs.js';

/** Renders a task with its form, the earlier forms and the course of the ticket. */
export async function showTaskPage(
  web: Web,
  req: Request,
  res: Response,
  taskId: number,
  redisplay?: Redisplay,
): Promise<void> {
  const person = personOf(req);
  const page = await selectTaskPage(web.runtime.db, person, taskId);
  const { task, trace } = page;
  await logPageAccess(web, req, { action: 'view-task', ticketNumber: trace.ticket.number });
  const definition = await web.runtime.definitions.load(web.runtime.db, trace.definition.id);
  const now = web.runtime.clock.now();
  const { timeZone } = web.config;
  const context = await formContext(web, person, definition, page);
  const whyNot = whyNotWork(person, task);
  const may = { ...allowedTicketActions(trace, person), ...allowedTaskActions(trace, task, person, now) };
  const submissions = submissionViews(trace, definition, context.people, now, timeZone);
  await renderPage(web, req, res, 'tasks/show', {
    title: task.name,
    ...taskFacts(page, now, timeZone),
    may: {
      ...may,
      claim: whyNotClaim(person, task) === null,
      complete: whyNotComplete(person, task) === null,
    },
    hasActions: hasActions(may),
    whyNot,
    form: whyNot === null ? formOf(page, definition, context, redisplay) : null,
    ...(await taskExtras(web, person, definition, page, redisplay)),
    loop: loopOf(page, definition, context),
    draft: redisplay ? null : draftNote(page),
    submissions,
    course: courseOf(submissions, trace, now, timeZone),
    ...(await taskTabs(web, req, page)),
    historyHref: paths.ticketHistory(trace.ticket.number),
    ...comingSteps(page, definition, person, now, timeZone),
    back: { href: paths.tasks(), label: '待办' },
  });
}

/** What waits now, and what comes after it: after the task itself while it is open. */
function comingSteps(
  { task, trace }: TaskPage,
  definition: DeployedDefinition,
  person: Person,
  now: Date,
  timeZone: string,
) {
  const waiting = waitingTasks(trace, person, now, timeZone);
  const present = isFinished(task) ? waiting.map(({ elementId }) => elementId) : [task.elementId];
  return { waiting, upcoming: upcomingSteps(definition.row.elements, present) };
}

/** Whether the menu of further actions has anything to offer. */
function hasActions(
  may: ReturnType<typeof allowedTicketActions> & ReturnType<typeof allowedTaskActions>,
): boolean {
  const { remind: _r, giveBack: _g, recall: _c, ...others } = may;
  return Object.values(others).some(Boolean);
}

/** What the page says of a draft: a submission that was taken back became one at once. */
function draftNote({ task, draft }: TaskPage): string | null {
  if (!draft) return null;
  return draft.savedAt === task.createdAt ? '已填入您撤回的内容，修改后请重新提交。' : '已载入您保存的草稿。';
}

function formContext(web: Web, person: Person, definition: DeployedDefinition, { trace }: TaskPage) {
  const forms = [...definition.forms.values()].map(({ form }) => form);
  const moment = { now: web.runtime.clock.now(), timeZone: web.config.timeZone };
  return loadFormContext(web.runtime.db, forms, person, moment, trace.ticket.variables);
}

function loopOf(
  { task, trace }: TaskPage,
  definition: DeployedDefinition,
  { people, timeZone }: Awaited<ReturnType<typeof loadFormContext>>,
) {
  const forms = [...definition.forms.values()].map(({ form }) => form);
  return loopItemView(task.loopItem, trace.ticket.variables, forms, {
    timeZone,
    people: { ...people, ...participants(trace) },
  });
}

function formOf(
  { task, draft, trace }: TaskPage,
  definition: DeployedDefinition,
  context: Awaited<ReturnType<typeof loadFormContext>>,
  redisplay: Redisplay | undefined,
) {
  const form = definition.forms.get(task.formKey ?? '')?.form;
  if (!form) return null;
  const typed = redisplay && dataOf(redisplay, form, trace.ticket.variables);
  // What was submitted with this task and came back from the signers after it.
  const own = trace.submissions.filter(({ taskId }) => taskId === task.id).at(-1)?.data;
  const values = typed ?? draft?.data ?? own ?? prefill(form, context, freshFields(definition, task));
  return formView(form, values, redisplay?.errors ?? [], context, redisplay?.lookups ?? {});
}
