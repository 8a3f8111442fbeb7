import type { Request, Response } from 'express';
import type { Logger } from 'pino';
import type { z } from 'zod';
import type { Config } from '../config.js';
import type { WorkbookReader } from '../excel/workbookReader.js';
import type { Permission } from '../permissions.js';
import type { Runtime } from '../runCommand.js';
import type { Metrics } from './metrics.js';

/** State for /healthz, cheap to ask. */
export interface Vitals {
  /** False after the process was told to stop. */
  accepting(): boolean;
  /** True while the worker polls and renews its leases. */
  workerAlive(): boolean;
  /** False when the disk is full: reading goes on, writing doesn't. */
  hasRoom(): Promise<boolean>;
}

/** Shared by all handlers. A module that adds something extends this type (`declare module`) beside its handlers. */
export interface Web {
  runtime: Runtime;
  config: Pick<
    Config,
    | 'baseUrl'
    | 'dataDirectory'
    | 'timeZone'
    | 'sessionSecret'
    | 'trustedProxies'
    | 'smtpUrl'
    | 'mailFrom'
    | 'auditKeyFile'
    | 'metricsToken'
  >;
  logger: Logger;
  vitals: Vitals;
  metrics: Metrics;
  /** The layout around every page of a logged-in person: navigation, name, counts. */
  frameOf(req: Request): Promise<Record<string, unknown>>;
  /** Reads uploaded workbooks. */
  workbooks: WorkbookReader;
  /** Log-ins offered by the log-in page; only in demo mode. */
  demo?: { password: string; people: { login: string; name: string; position: string }[] };
}

/** Parses, calls one command or query, and redirects or renders. */
export type Handler = (web: Web, req: Request, res: Response) => Promise<void> | void;

/** A handler that takes a body: it says of which shape, and runs only with such a one (`receives`). */
export type Receiver = Handler & { readonly body: z.ZodType };

/**
 * One line of a module's list of routes; `app` puts the lists together, and the first match counts. Who changes something has
 * declared the body that it takes. `confirmed`: who changes permissions or keys, or takes personal data out, gives the password again.
 */
export type Route =
  | readonly [method: 'get', path: string, handler: Handler, permission: Permission, proof?: 'confirmed']
  | readonly [
      method: 'post' | 'put' | 'delete',
      path: string,
      handler: Receiver,
      permission: Permission,
      proof?: 'confirmed',
    ];
