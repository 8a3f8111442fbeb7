import cookieParser from 'cookie-parser';
import { doubleCsrf } from 'csrf-csrf';
import type { Request, RequestHandler } from 'express';
import { cookieName } from '../cookies.js';

declare global {
  namespace Express {
    interface Request {
      /** Makes the token for the forms of the page, and the cookie that belongs to it. */
      makeCsrfToken?: () => string;
    }
  }
}

/**
 * Every POST brings a token that only our pages know, from the hidden field or from the header of a script. It is signed for the
 * log-in (or for nobody) and lies in a cookie too, so that the page of the log-in needs no session.
 */
export function csrf({ secret, https }: { secret: string; https: boolean }): {
  offer: RequestHandler[];
  protect: RequestHandler;
} {
  const { generateCsrfToken, doubleCsrfProtection } = doubleCsrf({
    getSecret: () => secret,
    getSessionIdentifier: (req) => req.person?.logIn.id ?? '',
    cookieName: cookieName('form', https),
    // Lax, as a page that is opened from a mail would otherwise replace the token of pages that are open
    cookieOptions: { sameSite: 'lax', secure: https, path: '/' },
    getCsrfTokenFromRequest: (req) => req.body?._csrf ?? req.get('x-csrf-token'),
  });
  const offer: RequestHandler = (req, res, next) => {
    req.makeCsrfToken = () => generateCsrfToken(req, res);
    next();
  };
  return { offer: [cookieParser(), offer], protect: doubleCsrfProtection };
}

/** The token for the forms of this page. */
export const csrfToken = (req: Request): string => req.makeCsrfToken?.() ?? '';
