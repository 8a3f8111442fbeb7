import type { Request, RequestHandler } from 'express';
import type { SessionPerson } from '../../actor.js';

declare global {
  namespace Express {
    interface Request {
      /** The logged-in person. */
      person?: SessionPerson;
    }
  }
}

/**
 * Loads the logged-in person for each request, so that an ended log-in and a changed or disabled account take effect at once. What
 * a session kept goes with its log-in.
 */
export function loadPerson(find: (logInId: string) => Promise<SessionPerson | undefined>): RequestHandler {
  return async (req, _res, next) => {
    const { logInId } = req.session;
    const person = logInId ? await find(logInId) : undefined;
    if (person) req.person = { ...person, requestId: String(req.id) };
    if (logInId && !person) await renewSession(req);
    next();
  };
}

/** Replaces the session by an empty one with a new id, so that an id known before a log-in is useless afterwards. */
export function renewSession(req: Request): Promise<void> {
  return new Promise((resolve, reject) =>
    req.session.regenerate((error) => (error ? reject(error) : resolve())),
  );
}
