import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { IANAZone } from 'luxon';

export interface Config {
  host: string;
  port: number;
  /** Address under which people reach the application; used in mails and for secure cookies. */
  baseUrl: string;
  databaseUrl: string;
  /** Folder for the SQLite file, attachments, the mail folder and the session secret. */
  dataDirectory: string;
  /** IANA name of the department's time zone. */
  timeZone: string;
  /** `smtp://user:password@host:port`; null: the server that an administrator stored, else the mail folder. */
  smtpUrl: string | null;
  /** Sender of all mails; null: what an administrator stored. */
  mailFrom: string | null;
  sessionSecret: string;
  /** PEM file of the Ed25519 key that seals checkpoints of the audit trail. */
  auditKeyFile: string;
  /** Who gets each checkpoint by mail; null: nobody. */
  auditMail: string | null;
  /** Loads demo data into an empty database and lists the demo log-ins on the log-in page. */
  demo: boolean;
  /** Number of proxies in front whose forwarded address is believed. */
  trustedProxies: number;
  logLevel: string;
  /** Chromium by which papers become PDF files; null: people print in their own browsers. */
  chromiumPath: string | null;
}

/**
 * Reads the configuration from the environment; the only place that does.
 * @throws {Error} naming the variable that has an unusable value
 */
export function readConfig(environment: NodeJS.ProcessEnv = process.env): Config {
  const dataDirectory = resolve(environment.DATA_DIR ?? 'data');
  mkdirSync(dataDirectory, { recursive: true });
  const port = readInteger(environment, 'PORT', 3000, 0, 65535);
  const demo = readSwitch(environment, 'DEMO', true);
  const host = environment.HOST ?? (demo ? '127.0.0.1' : '0.0.0.0');
  const timeZone = environment.TIME_ZONE ?? 'Asia/Shanghai';
  if (!IANAZone.isValidZone(timeZone)) throw new Error(`TIME_ZONE: "${timeZone}" is not an IANA time zone`);
  return {
    host,
    port,
    baseUrl: (environment.BASE_URL ?? `http://localhost:${port}`).replace(/\/$/, ''),
    databaseUrl: environment.DATABASE_URL ?? `sqlite:${join(dataDirectory, 'serviceflow.db')}`,
    dataDirectory,
    timeZone,
    smtpUrl: environment.SMTP_URL ?? null,
    mailFrom: environment.MAIL_FROM ?? null,
    sessionSecret: environment.SESSION_SECRET ?? ownSecret(dataDirectory),
    auditKeyFile: resolve(environment.AUDIT_KEY_FILE ?? join(dataDirectory, 'audit-key.pem')),
    auditMail: environment.AUDIT_MAIL ?? null,
    demo,
    trustedProxies: readInteger(environment, 'TRUSTED_PROXIES', 0, 0, 10),
    logLevel: environment.LOG_LEVEL ?? 'info',
    chromiumPath: environment.CHROMIUM_PATH || null,
  };
}

function readInteger(
  environment: NodeJS.ProcessEnv,
  name: string,
  fallback: number,
  min: number,
  max: number,
): number {
  const value = Number(environment[name] ?? fallback);
  if (!Number.isInteger(value) || value < min || value > max) {
    throw new Error(`${name} must be a whole number from ${min} to ${max}`);
  }
  return value;
}

function readSwitch(environment: NodeJS.ProcessEnv, name: string, fallback: boolean): boolean {
  const value = environment[name];
  if (value === undefined) return fallback;
  if (value !== 'on' && value !== 'off') throw new Error(`${name} must be on or off`);
  return value === 'on';
}

/** A secret made at the first start and kept, so that log-ins survive a restart. */
function ownSecret(dataDirectory: string): string {
  const file = join(dataDirectory, 'session-secret');
  if (!existsSync(file)) writeFileSync(file, randomBytes(32).toString('hex'), { mode: 0o600, flag: 'wx' });
  return readFileSync(file, 'utf8').trim();
}
