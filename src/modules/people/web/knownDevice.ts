import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Request, Response } from 'express';
import { cookieName } from '../../../platform/web/cookies.js';
import type { Web } from '../../../platform/web/deps.js';

/** How many accounts a browser is known for; the last ones stay. */
const mostAccounts = 5;
const ninetyDays = 90 * 24 * 60 * 60 * 1000;

const https = ({ config }: Web) => config.baseUrl.startsWith('https:');
const nameFor = (web: Web) => cookieName('devices', https(web));

/** The id that this browser got when the account was last logged in from it; null when it never was. It opens nothing by itself. */
export function knowsDevice(web: Web, req: Request, login: string): string | null {
  const found = entriesOf(web, req).find((entry) => isFor(web, entry, login));
  return found?.split('.')[0] ?? null;
}

/** Makes the browser known for the account. */
export function keepDevice(web: Web, req: Request, res: Response, login: string): void {
  const others = entriesOf(web, req).filter((entry) => !isFor(web, entry, login));
  const id = knowsDevice(web, req, login) ?? randomBytes(12).toString('base64url');
  const entries = [`${id}.${sign(web, id, login)}`, ...others].slice(0, mostAccounts);
  res.cookie(nameFor(web), entries.join('~'), {
    maxAge: ninetyDays,
    httpOnly: true,
    sameSite: 'lax',
    secure: https(web),
  });
}

function entriesOf(web: Web, req: Request): string[] {
  const sent: unknown = (req.cookies as Record<string, unknown>)[nameFor(web)];
  return typeof sent === 'string' ? sent.split('~').slice(0, mostAccounts) : [];
}

function isFor(web: Web, entry: string, login: string): boolean {
  const [id = '', signature = ''] = entry.split('.');
  const [given, right] = [Buffer.from(signature), Buffer.from(sign(web, id, login))];
  return given.length === right.length && timingSafeEqual(given, right);
}

function sign({ config }: Web, id: string, login: string): string {
  return createHmac('sha256', config.sessionSecret)
    .update(JSON.stringify(['device', id, login]))
    .digest('base64url');
}
