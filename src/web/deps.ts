import type { Request, Response } from 'express';
import type { Logger } from 'pino';
import type { DesignerTools } from '../commands/designerTools.js';
import type { PaperShelf } from '../commands/paperShelf.js';
import type { Runtime } from '../commands/runCommand.js';
import type { Config } from '../config.js';
import type { WorkbookReader } from '../excel/workbookReader.js';
import type { MailTransport } from '../mail/transport.js';
import type { PdfPrinter } from '../printing/pdfPrinter.js';

/** Answers for /healthz: reads nothing but memory. */
export interface Vitals {
  /** False once the process was told to stop. */
  accepting(): boolean;
  /** True while the worker polls and renews its leases. */
  workerAlive(): boolean;
}

/** What the web layer is built from. */
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
  >;
  logger: Logger;
  vitals: Vitals;
  /** Sends the test mail of the settings page; all other mail is the worker's. */
  mail: Pick<MailTransport, 'send'>;
  papers: PaperShelf;
  designer: DesignerTools;
  /** Reads uploaded workbooks. */
  workbooks: WorkbookReader;
  /** Absent when the server has no browser. */
  pdf?: PdfPrinter;
  /** Log-ins that the log-in page offers; only while the demo is on. */
  demo?: { password: string; people: { login: string; name: string; position: string }[] };
  /** Failed log-ins allowed in 15 minutes. */
  logInLimits?: { perAccount: number; perAddress: number };
}

/** Parses, calls one command or query, and redirects or renders. */
export type Handler = (web: Web, req: Request, res: Response) => Promise<void> | void;
