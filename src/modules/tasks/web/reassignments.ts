import type { Request, Response } from 'express';
import { progressView } from '../../../jobs/web/presenters/progress.js';
import { type FieldError, InvalidForm, NotAllowed } from '../../../platform/errors.js';
import { runCommand } from '../../../platform/runCommand.js';
import { chosenId, chosenIds, form, nothing, text } from '../../../platform/web/bodyShapes.js';
import type { Handler, Web } from '../../../platform/web/deps.js';
import { errorsByField } from '../../../platform/web/errorsByField.js';
import { flash } from '../../../platform/web/flash.js';
import { momentView } from '../../../platform/web/moments.js';
import { idParameter } from '../../../platform/web/parameters.js';
import { paths, withQuery } from '../../../platform/web/paths.js';
import { personOf } from '../../../platform/web/person.js';
import { askedChoice, askedId, query } from '../../../platform/web/queryShapes.js';
import { receives } from '../../../platform/web/receives.js';
import { refreshSeconds, renderPage } from '../../../platform/web/renderPage.js';
import { mayArrangeWork } from '../../tickets/index.js';
import { cancelReassignment } from '../commands/cancelReassignment.js';
import { startReassignment } from '../commands/startReassignment.js';
import {
  selectReassignmentChoice,
  selectReassignmentPage,
  selectReassignments,
} from '../read/reassignments.js';
import type { ItemStatus } from '../store/reassignmentItems.js';
import { inboxItem } from './presenters/inbox.js';
import { outcomeNames, reassignmentBadges, reassignmentItem } from './presenters/reassignments.js';

const outcomes: readonly ItemStatus[] = ['done', 'refused', 'waiting'];

interface Typed {
  /** Null: all of them. */
  taskIds: number[] | null;
  personIds: number[];
  reason: string;
  errors: FieldError[];
}

const reassignmentBody = form({
  from: chosenId('现办理人'),
  tasks: chosenIds('任务'),
  person: chosenIds('转给'),
  reason: text('转办原因'),
});

const questionQuery = query({ from: askedId });
const listQuery = query({ outcome: askedChoice(outcomes), after: askedId });

/** GET /reassignments/new: one's own tasks, or for who arranges work those of `from`. */
export const ask: Handler = async (web, req, res) => {
  const holderId = questionQuery(req).from ?? personOf(req).id;
  await showChoice(web, req, res, holderId, { taskIds: null, personIds: [], reason: '', errors: [] });
};

/** POST /reassignments */
export const start = receives(reassignmentBody, async (web, req, res, body) => {
  const input = {
    taskIds: body.tasks,
    personIds: body.person,
    reason: body.reason,
  };
  try {
    const { id } = await runCommand(web.runtime, personOf(req), startReassignment, input);
    res.redirect(303, paths.reassignment(id));
  } catch (error) {
    if (!(error instanceof InvalidForm)) throw error;
    res.status(422);
    const holderId = body.from ?? personOf(req).id;
    await showChoice(web, req, res, holderId, { ...input, errors: error.errors });
  }
});

/** GET /reassignments/:id: how far it came and what became of each task; comes again by itself while it runs. */
export const show: Handler = async (web, req, res) => {
  const { clock, db } = web.runtime;
  const id = idParameter(req, '该次批量转办');
  const { outcome: status, after } = listQuery(req);
  const { found, counts, items, next } = await selectReassignmentPage(db, personOf(req), id, {
    status,
    after,
  });
  const total = counts.waiting + counts.done + counts.refused;
  const isRunning = found.status === 'running';
  const { percent, spokenPercent } = progressView(total - counts.waiting, total);
  const address = paths.reassignment(id);
  await renderPage(web, req, res, 'tasks/reassignments/show', {
    title: '批量转办',
    state: reassignmentBadges[found.status],
    isRunning,
    refresh: isRunning ? refreshSeconds : null,
    statusText: isRunning ? `已处理 ${spokenPercent}` : reassignmentBadges[found.status].text,
    isCancelled: found.status === 'cancelled',
    startedAt: momentView(found.createdAt, clock.now(), web.config.timeZone),
    reason: found.reason,
    total,
    counts,
    handled: total - counts.waiting,
    percent,
    tabs: [undefined, ...outcomes].map((value) => ({
      label: value ? outcomeNames[value] : '全部',
      count: value ? counts[value] : total,
      href: withQuery(address, { outcome: value }),
      isCurrent: value === status,
    })),
    items: items.map(reassignmentItem),
    next: next && withQuery(address, { outcome: status, after: next }),
    first: after && withQuery(address, { outcome: status }),
    cancelHref: paths.reassignmentCancellation(id),
    back: { href: paths.tasks(), label: '待办' },
  });
};

/** POST /reassignments/:id/cancellation */
export const cancel = receives(nothing, async (web, req, res) => {
  const id = idParameter(req, '该次批量转办');
  await runCommand(web.runtime, personOf(req), cancelReassignment, { id });
  flash(req, 'success', '已停止。已转办的任务不受影响。');
  res.redirect(303, paths.reassignment(id));
});

async function showChoice(
  web: Web,
  req: Request,
  res: Response,
  holderId: number,
  typed: Typed,
): Promise<void> {
  const person = personOf(req);
  const isOwn = holderId === person.id;
  if (!isOwn && !mayArrangeWork(person)) throw new NotAllowed('只有文员和经理可以转办他人的任务。');
  const { clock, db } = web.runtime;
  const { holder, tasks, receivers } = await selectReassignmentChoice(db, holderId);
  const latest = await selectReassignments(db, person);
  await renderPage(web, req, res, 'tasks/reassignments/new', {
    title: isOwn ? '批量转办' : `批量转办：${holder.name}`,
    holder,
    tasks: tasks.map((task) => ({
      ...inboxItem(task, 'mine', clock.now(), web.config.timeZone),
      checked: typed.taskIds?.includes(task.id) ?? true,
    })),
    receivers: receivers.map((one) => ({ ...one, checked: typed.personIds.includes(one.id) })),
    reason: typed.reason,
    errors: errorsByField(typed.errors),
    latest: latest.map((one) => ({
      href: paths.reassignment(one.id),
      at: momentView(one.createdAt, clock.now(), web.config.timeZone),
      reason: one.reason,
      state: reassignmentBadges[one.status],
    })),
    back: isOwn ? { href: paths.tasks(), label: '待办' } : { href: paths.board(), label: '派工看板' },
  });
}
