import type { RequestHandler } from 'express';
import type { SessionPerson } from '../../actor.js';

declare global {
  namespace Express {
    interface Request {
      /** The logged-in person. */
      person?: SessionPerson;
    }
  }
}

/** Loads the logged-in person for each request, so that a changed or disabled account takes effect at once. */
export function loadPerson(find: (id: number) => Promise<SessionPerson | undefined>): RequestHandler {
  return async (req, _res, next) => {
    if (req.session.personId) req.person = await find(req.session.personId);
    next();
  };
}
