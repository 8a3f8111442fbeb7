import type { Request, Response } from 'express';
import { systemActor } from '../../../platform/actor.js';
import { runCommand } from '../../../platform/runCommand.js';
import type { Web } from '../../../platform/web/deps.js';
import { sourceOf } from '../../../platform/web/sourceOf.js';
import { countGuess, forgetGuess, type Guess } from '../commands/countGuess.js';
import { type GuessLimits, guessLimits } from '../model/guessing.js';
import { knowsDevice } from './knownDevice.js';

declare module '../../../platform/web/deps.js' {
  interface Web {
    /** How many failed attempts are free; the standard ones unless a test sets others. */
    guessLimits?: GuessLimits;
  }
}

/** An attempt to log in: a device that knows the account is told apart from the rest of its address. */
export function logInGuess(web: Web, req: Request, typed: string): Guess {
  const login = typed.trim().toLowerCase();
  const device = knowsDevice(web, req, login);
  if (device !== null) return { pair: JSON.stringify([login, 'device', device]) };
  const source = sourceOf(req);
  return { pair: JSON.stringify([login, source]), account: login, source };
}

/** An attempt of somebody who is logged in to prove it once more: only this log-in is slowed. */
export const confirmationGuess = (req: Request): Guess => ({ pair: `log-in ${req.person?.logIn.id}` });

/** Counts the attempt; why it must wait, in Chinese, or null. Sets the status 429. */
export async function whyTooEarly(web: Web, res: Response, guess: Guess): Promise<string | null> {
  const limits = web.guessLimits ?? guessLimits;
  const waitMs = await runCommand(web.runtime, systemActor, countGuess, { guess, limits });
  if (waitMs === 0) return null;
  res.status(429).set('Retry-After', String(Math.ceil(waitMs / 1000)));
  return `密码错误次数过多，请 ${waitText(waitMs)}后再试。忘记密码请联系系统管理员。`;
}

const waitText = (ms: number) =>
  ms < 60_000 ? `${Math.ceil(ms / 1000)} 秒` : `${Math.ceil(ms / 60_000)} 分钟`;

export const forget = (web: Web, guess: Guess) =>
  runCommand(web.runtime, systemActor, forgetGuess, { guess });
