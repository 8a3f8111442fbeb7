import { csrfSync } from 'csrf-sync';
import type { Request } from 'express';

const { generateToken, csrfSynchronisedProtection } = csrfSync({
  getTokenFromRequest: (req) => req.body?._csrf ?? req.get('x-csrf-token'),
});

/** Refuses every POST without the session's token, from the hidden field or from the header of a script. */
export const csrfProtection = csrfSynchronisedProtection;

/** The session's token; makes one, and with it the session, on first use. */
export const csrfToken = (req: Request): string => generateToken(req);
