import { ConnectSessionKnexStore } from 'connect-session-knex';
import type { RequestHandler } from 'express';
import session from 'express-session';
import type { Knex } from 'knex';
import type { Logger } from 'pino';
import { sessionLife } from '../../sessionLife.js';
import { storableValue } from '../../storableText.js';
import { cookieName } from '../cookies.js';

declare module 'express-session' {
  interface SessionData {
    /** The log-in (`log_ins`) that the session belongs to. */
    logInId: string;
    /** When the session was last written, in milliseconds: it's prolonged in steps. */
    prolongedAt: number;
    flash: { kind: 'success' | 'warning'; text: string }[];
    /** What was typed into the ticket search: customer data stays out of URLs. */
    ticketSearch: string;
    /** Likewise for the inbox. */
    taskSearch: string;
    /** Likewise for the customer file. */
    customerSearch: string;
    /** The customer that the register is filtered by. */
    registerCustomer: string;
  }
}

/**
 * Express touches the session on each request; that would be one more write transaction for each page.
 * `prolongSession` writes it every ten minutes instead. A failure reaches `done` and also rejects; express-session
 * waits for `done` only, so the rejection, left alone, would end the process.
 */
class SessionStore extends ConnectSessionKnexStore {
  /** What an older version kept may hold texts that no database takes as a value. */
  override get(id: string, done: Parameters<ConnectSessionKnexStore['get']>[1]) {
    return super.get(id, (error, data) => done?.(error, storableValue(data))).catch(() => null);
  }

  override set(id: string, data: session.SessionData, done?: (error?: unknown) => void) {
    return super.set(id, data, done).catch(() => undefined);
  }

  override destroy(id: string, done?: (error?: unknown) => void) {
    return super.destroy(id, done).catch(() => 0);
  }

  override async touch(_id: string, _session: session.SessionData, done?: () => void): Promise<void> {
    done?.();
  }
}

export interface SessionOptions {
  db: Knex;
  secret: string;
  https: boolean;
  logger: Logger;
}

/**
 * Sessions live in the database, so a restart or another node keeps people logged in. Who has not logged in has none: nothing is
 * written for anonymous pages.
 */
export function sessions({ db, secret, https, logger }: SessionOptions): RequestHandler {
  return session({
    name: cookieName('serviceflow', https),
    secret,
    store: new SessionStore({
      knex: db,
      tableName: 'sessions',
      createTable: false,
      cleanupInterval: sessionLife.notedEveryMs,
      onDbCleanupError: (error: unknown) =>
        logger.warn({ name: (error as Error).name }, 'expired sessions not removed'),
    }),
    resave: false,
    saveUninitialized: false,
    rolling: true,
    cookie: { httpOnly: true, sameSite: 'lax', secure: https, maxAge: sessionLife.unusedMs },
  });
}

/** Notes every ten minutes that a log-in is in use; `note` writes it for the list of the person's log-ins. */
export function prolongSession(note: (logInId: string) => Promise<void>): RequestHandler {
  return async (req, _res, next) => {
    const { session, person } = req;
    if (person && Date.now() - (session.prolongedAt ?? 0) > sessionLife.notedEveryMs) {
      session.prolongedAt = Date.now();
      await note(person.logIn.id);
    }
    next();
  };
}
