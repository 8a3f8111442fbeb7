import type { Request, RequestHandler, Response } from 'express';
import { ipKeyGenerator, rateLimit } from 'express-rate-limit';
import type { Web } from '../../../../platform/web/deps.js';
import { bodyIfValid } from '../../../../platform/web/receives.js';
import { logInBody, showLogIn } from '../session.js';

const window = 15 * 60 * 1000;
const standard = { perAccount: 10, perAddress: 50 };

/** Slows down guessing: failed log-ins are counted for the account and for the address; success is not counted. */
export function logInLimit(web: Web): RequestHandler[] {
  const { perAccount, perAddress } = web.logInLimits ?? standard;
  const account = (req: Request) =>
    `account:${bodyIfValid(logInBody, req)?.login.trim().toLowerCase() ?? ''}`;
  const address = (req: Request) => ipKeyGenerator(req.ip ?? '');
  return [limit(web, perAddress, address), limit(web, perAccount, account)];
}

function limit(web: Web, most: number, keyGenerator: (req: Request) => string): RequestHandler {
  return rateLimit({
    windowMs: window,
    limit: most,
    keyGenerator,
    skipSuccessfulRequests: true,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    handler: (req, res) => refuse(web, req, res),
  });
}

function refuse(web: Web, req: Request, res: Response): Promise<void> {
  res.status(429);
  return showLogIn(web, req, res, {
    ...bodyIfValid(logInBody, req),
    error: '登录失败次数过多，请 15 分钟后再试，或联系系统管理员。',
  });
}
