import type { Request, Response } from 'express';
import { DateTime } from 'luxon';
import { isPermitted, permissions } from '../../../platform/permissions.js';
import { runCommand } from '../../../platform/runCommand.js';
import { chosenId, form, requiredId, text } from '../../../platform/web/bodyShapes.js';
import type { Handler, Web } from '../../../platform/web/deps.js';
import { flash } from '../../../platform/web/flash.js';
import { csrfToken } from '../../../platform/web/middleware/csrf.js';
import { explainError } from '../../../platform/web/middleware/explainError.js';
import { wantsJson } from '../../../platform/web/middleware/wantsJson.js';
import { paths, withQuery } from '../../../platform/web/paths.js';
import { personOf } from '../../../platform/web/person.js';
import { askedDay, query } from '../../../platform/web/queryShapes.js';
import { receives } from '../../../platform/web/receives.js';
import { renderHtml, renderPage } from '../../../platform/web/renderPage.js';
import { countText, soonAfter } from '../../tasks/index.js';
import { assignTask } from '../commands/assignTask.js';
import { maxPooled, selectEngineers, selectLoads, selectPlans, selectPool } from '../read/board.js';
import { countLate, selectRegister } from '../read/register.js';
import { engineerColumn, poolCard } from './presenters/board.js';
import { registerItem } from './presenters/register.js';

const maxWaiting = 20;
const assignmentBody = form({ task: requiredId('任务'), person: chosenId('工程师'), day: text('日期', 10) });

const pageQuery = query({ day: askedDay });

/** GET /board: unassigned tasks, and the tasks of each engineer on a day. */
export const index: Handler = (web, req, res) => showBoard(web, req, res, dayOf(web, pageQuery(req).day));

/** GET /board/state: the board without the frame; the page's script fetches it to stay current. */
export const state: Handler = async (web, req, res) => {
  const values = await loadBoard(web, req, dayOf(web, pageQuery(req).day));
  res.set('Cache-Control', 'no-store');
  res.send(
    await renderHtml(res, 'dispatch/board/state', { ...values, layout: false, csrfToken: csrfToken(req) }),
  );
};

/** POST /board/assignments: by the form of a card or by the script of the page. */
export const assign = receives(assignmentBody, async (web, req, res, body) => {
  const day = dayOf(web, body.day);
  const input = { taskId: body.task, personId: body.person };
  try {
    const { number, task, receiver } = await runCommand(web.runtime, personOf(req), assignTask, input);
    const message = `工单 ${number} 的任务「${task}」已派给${receiver}。`;
    if (wantsJson(req)) return void res.json({ message });
    flash(req, 'success', message);
    res.redirect(303, boardAddress(web, day));
  } catch (error) {
    const explanation = wantsJson(req) ? null : explainError(error);
    if (!explanation) throw error;
    res.status(explanation.status);
    const message = explanation.details[0] ?? explanation.message;
    await showBoard(web, req, res, day, { taskId: input.taskId, message });
  }
});

async function showBoard(
  web: Web,
  req: Request,
  res: Response,
  day: DateTime,
  refused?: { taskId: number; message: string },
): Promise<void> {
  const hrefOf = (date: DateTime) => boardAddress(web, date);
  await renderPage(web, req, res, 'dispatch/board/index', {
    title: '派工看板',
    script: 'board.js',
    ...(await loadBoard(web, req, day)),
    refused,
    previous: hrefOf(day.minus({ days: 1 })),
    next: hrefOf(day.plus({ days: 1 })),
    todayHref: isToday(web, day) ? null : paths.board(),
    stateHref: withQuery(paths.boardState(), { day: day.toISODate() }),
  });
}

/** The data of the board; the part from the register holds requests that were not dispatched yet (R4). */
async function loadBoard(web: Web, req: Request, day: DateTime) {
  const { db, clock } = web.runtime;
  const moment = { now: clock.now(), timeZone: web.config.timeZone };
  const today = utc(startOfToday(web));
  const moments = { today, now: moment.now.toISOString(), soon: soonAfter(moment.now) };
  const engineers = await selectEngineers(db);
  const ids = engineers.map(({ id }) => id);
  const loads = await selectLoads(db, ids, moments.now);
  const plans = await selectPlans(db, ids, {
    from: isToday(web, day) ? '' : utc(day),
    before: utc(day.plus({ days: 1 })),
  });
  const pool = await selectPool(db, moments);
  const view = { order: 'oldest', today, lateFirst: true } as const;
  const { entries } = await selectRegister(db, { state: 'waiting' }, view);
  return {
    day: day.toISODate(),
    dayText: isToday(web, day) ? '今天' : day.toFormat('M月d日'),
    mayAssign: isPermitted(permissions.dispatch, personOf(req)),
    engineers: engineers.map((one) =>
      engineerColumn(one, loads.get(one.id), plans.get(one.id) ?? [], moment),
    ),
    pool: pool.tasks.map((task) => poolCard(task, engineers, moments, moment)),
    poolCount: countText(pool.count),
    hiddenCount: Math.max(0, pool.count - maxPooled),
    waiting: entries
      .slice(0, maxWaiting)
      .map((entry) => registerItem(entry, today, moment.now, moment.timeZone)),
    lateCount: await countLate(db, today),
  };
}

const utc = (moment: DateTime) => moment.toUTC().toISO() as string;

const startOfToday = (web: Web) =>
  DateTime.fromJSDate(web.runtime.clock.now(), { zone: web.config.timeZone }).startOf('day');

const isToday = (web: Web, day: DateTime) => day.toMillis() === startOfToday(web).toMillis();

/** The chosen day; today when none is given or the text is no date. */
function dayOf(web: Web, text: string | undefined): DateTime {
  const chosen = /^20\d\d-\d\d-\d\d$/.test(text ?? '')
    ? DateTime.fromISO(text as string, { zone: web.config.timeZone })
    : null;
  return chosen?.isValid ? chosen : startOfToday(web);
}

function boardAddress(web: Web, day: DateTime): string {
  return withQuery(paths.board(), { day: isToday(web, day) ? null : day.toISODate() });
}
