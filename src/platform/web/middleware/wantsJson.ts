import type { Request } from 'express';

/** True for requests of our scripts: they send the CSRF header or ask for JSON; navigation and forms do neither. */
export function wantsJson(req: Request): boolean {
  return req.get('x-csrf-token') !== undefined || req.accepts(['html', 'json']) === 'json';
}
