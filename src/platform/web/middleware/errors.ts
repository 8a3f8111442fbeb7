import { randomBytes } from 'node:crypto';
import type { ErrorRequestHandler, Request, RequestHandler, Response } from 'express';
import { NotFound, StaleTicket, TaskAlreadyCompleted } from '../../errors.js';
import { describeError } from '../../process/describeError.js';
import type { Web } from '../deps.js';
import { formatMoment } from '../moments.js';
import { paths } from '../paths.js';
import { renderBarePage, renderPage } from '../renderPage.js';
import { type Explanation, explainError } from './explainError.js';
import { keptInput } from './keptInput.js';
import { wantsJson } from './wantsJson.js';

/** Nothing answered: the path is unknown. */
export const notFound: RequestHandler = () => {
  throw new NotFound('该页面');
};

/** The last middleware: turns every error into a page (or JSON for scripts) without its inner workings. */
export function errorHandler(web: Web): ErrorRequestHandler {
  return async (error: unknown, req, res, next) => {
    if (hasDisconnected(error, res))
      return void req.log.info('the browser left before the answer was complete');
    if (res.headersSent) return next(error);
    const explanation = explainError(error) ?? reportIncident(req, error);
    if (explanation.status === 503) req.log.error({ error: describeError(error) }, 'the request was refused');
    res.status(explanation.status);
    if (wantsJson(req)) {
      res.json({ message: explanation.message, details: explanation.details });
      return;
    }
    await showExplanation(web, req, res, error, explanation);
  };
}

/** Whether the client disconnected, for example by leaving a page that still loads: no fault, and nobody to answer. */
function hasDisconnected(error: unknown, res: Response): boolean {
  const cutOff = (error as { code?: unknown } | null)?.code === 'ERR_STREAM_PREMATURE_CLOSE';
  return res.destroyed && (cutOff || explainError(error) !== null);
}

/** Logs an unexpected error under a number that the person sees and can pass on. */
function reportIncident(req: Request, error: unknown): Explanation {
  const incident = `E-${randomBytes(4).toString('hex').toUpperCase()}`;
  req.log.error({ incident, error: describeError(error) }, 'request failed');
  return {
    status: 500,
    title: '系统出错了',
    message: `本次操作没有完成。请稍后重试；如仍有问题，请把编号 ${incident} 告诉系统管理员。`,
    details: [],
    keepInput: true,
  };
}

async function showExplanation(
  web: Web,
  req: Request,
  res: Response,
  error: unknown,
  explanation: Explanation,
) {
  const posted = req.method === 'POST';
  const page = {
    ...explanation,
    who: whoCompletedIt(web, error),
    kept: posted && explanation.keepInput ? keptInput(req, res.locals.fieldLabels) : [],
    steps: nextSteps(req, res, error),
  };
  try {
    await renderPage(web, req, res, 'app/error', page);
  } catch (second) {
    req.log.error({ error: describeError(second) }, 'error page without its frame');
    await renderBarePage(req, res, 'app/error', page);
  }
}

function whoCompletedIt(web: Web, error: unknown): string | null {
  if (!(error instanceof TaskAlreadyCompleted)) return null;
  return `办理人：${error.completedBy}，办理时间：${formatMoment(error.completedAt, web.config.timeZone)}`;
}

function nextSteps(req: Request, res: Response, error: unknown): { label: string; href: string }[] {
  if (!req.person) return [{ label: '登录', href: paths.logInPage() }];
  const steps = [{ label: '回到待办', href: paths.tasks() }];
  const taskId = Number(res.locals.parameters?.taskId);
  if (error instanceof StaleTicket)
    steps.unshift({ label: '查看最新工单', href: paths.ticket(error.ticketNumber) });
  if (taskId > 0 && req.path !== paths.task(taskId))
    steps.unshift({ label: '重新打开该任务', href: paths.task(taskId) });
  if (req.path === paths.tickets()) steps.unshift({ label: '重新填写', href: paths.newTicket() });
  return steps;
}
