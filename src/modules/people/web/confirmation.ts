import type { Request, RequestHandler, Response } from 'express';
import { InvalidForm, NotAllowed } from '../../../platform/errors.js';
import { runCommand } from '../../../platform/runCommand.js';
import { sessionLife } from '../../../platform/sessionLife.js';
import { form, text } from '../../../platform/web/bodyShapes.js';
import type { Handler, Web } from '../../../platform/web/deps.js';
import { csrfToken } from '../../../platform/web/middleware/csrf.js';
import { wantsJson } from '../../../platform/web/middleware/wantsJson.js';
import { paths, safeReturnPath, withQuery } from '../../../platform/web/paths.js';
import { personOf } from '../../../platform/web/person.js';
import { askedText, query } from '../../../platform/web/queryShapes.js';
import { receives } from '../../../platform/web/receives.js';
import { renderPage } from '../../../platform/web/renderPage.js';
import { confirmLogIn, recordFailedConfirmation } from '../commands/confirmLogIn.js';
import { confirmationGuess, whyTooEarly } from './guessing.js';

const confirmationBody = form({ password: text('密码', 200), returnTo: text('返回的页面', 2000) });

/** The field in which the password comes along with a form that waited for it. */
const passwordField = '_confirmation';

const pageQuery = query({ returnTo: askedText(500) });

/** GET /account/confirmation */
export const confirmationPage: Handler = (web, req, res) =>
  showConfirmation(web, req, res, confirmBefore(pageQuery(req).returnTo));

/** POST /account/confirmation */
export const confirmation = receives(confirmationBody, async (web, req, res, { password, returnTo }) => {
  const error = await whyNotConfirmed(web, req, res, password);
  if (!error) return res.redirect(303, safeReturnPath(returnTo));
  await showConfirmation(web, req, res, { ...confirmBefore(returnTo), error });
});

/**
 * Lets through who has logged in or given the password in the last 15 minutes; asks anybody else for it. A form waits on the page
 * that asks and goes on with the password; nothing of it is kept elsewhere.
 */
export function askForPassword(web: Web): RequestHandler {
  return async (req, res, next) => {
    const { confirmedAt } = req.person?.logIn ?? {};
    const password = takePassword(req);
    if (!confirmedAt || Date.now() - Date.parse(confirmedAt) < sessionLife.confirmedMs) return next();
    if (req.method === 'GET')
      return res.redirect(303, withQuery(paths.confirmation(), { returnTo: req.originalUrl }));
    const error = password === undefined ? undefined : await whyNotConfirmed(web, req, res, password);
    if (password !== undefined && !error) return next();
    if (wantsJson(req) || req.is('multipart/form-data'))
      throw new NotAllowed('此操作需要再次输入密码，请先在“我的账户”中确认密码，再提交一次。');
    if (!error) res.status(403);
    const waiting = { action: req.originalUrl, passwordField, fields: fieldsOf(req), error };
    await showConfirmation(web, req, res, waiting);
  };
}

function takePassword(req: Request): string | undefined {
  const body = req.body as Record<string, unknown> | undefined;
  if (!body || typeof body !== 'object' || !(passwordField in body)) return undefined;
  const password = body[passwordField];
  delete body[passwordField];
  return typeof password === 'string' ? password.slice(0, 200) : '';
}

/** Why not, with the status for the page that says so. */
async function whyNotConfirmed(
  web: Web,
  req: Request,
  res: Response,
  password: string,
): Promise<string | undefined> {
  const person = personOf(req);
  const { id: logInId } = req.person?.logIn ?? { id: '' };
  const guess = confirmationGuess(req);
  const tooEarly = await whyTooEarly(web, res, guess);
  if (tooEarly) return tooEarly;
  res.status(422);
  try {
    await runCommand(web.runtime, person, confirmLogIn, { logInId, password, guess });
    res.status(200);
    return undefined;
  } catch (error) {
    if (!(error instanceof InvalidForm)) throw error;
    await runCommand(web.runtime, person, recordFailedConfirmation, undefined);
    return error.errors[0]?.message;
  }
}

const confirmBefore = (returnTo: unknown) => ({
  action: paths.confirmation(),
  passwordField: 'password',
  fields: [{ name: 'returnTo', value: safeReturnPath(returnTo) }],
});

/** What the form that waits had, one entry for each value. */
function fieldsOf(req: Request): { name: string; value: string }[] {
  return Object.entries((req.body ?? {}) as Record<string, unknown>)
    .filter(([name]) => name !== '_csrf')
    .flatMap(([name, value]) => [value].flat().map((one) => ({ name, value: String(one) })));
}

async function showConfirmation(
  web: Web,
  req: Request,
  res: Response,
  shown: {
    action: string;
    passwordField: string;
    fields: { name: string; value: string }[];
    error?: string | undefined;
  },
): Promise<void> {
  const minutes = sessionLife.confirmedMs / 60_000;
  await renderPage(web, req, res, 'people/confirmation', {
    title: '请再输入一次密码',
    ...shown,
    minutes,
    csrfToken: csrfToken(req),
  });
}
