import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { IANAZone } from 'luxon';
import { z } from 'zod';
import { oneOf, readShape } from './shapes.js';

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
  /** File with the keys that encrypt secrets in the database, the newest first. */
  secretsKeyFile: string;
  /** Who gets each checkpoint by mail; null: nobody. */
  auditMail: string | null;
  /** Loads demo data into an empty database and lists the demo log-ins on the log-in page. */
  demo: boolean;
  /** Number of proxies in front whose forwarded address is believed. */
  trustedProxies: number;
  logLevel: string;
  /** What a Prometheus server must know to read /metrics; null: nobody reads them. */
  metricsToken: string | null;
  /** Chromium by which papers become PDF files; null: people print in their own browsers. */
  chromiumPath: string | null;
}

const integerText = (least: number, most: number, standard: number) =>
  z
    .string()
    .refine((text) => /^\d{1,9}$/.test(text) && Number(text) >= least && Number(text) <= most, {
      error: `应为 ${least} 到 ${most} 的整数`,
    })
    .transform(Number)
    .default(standard);
const address = (protocols: readonly string[]) =>
  z.string().refine((text) => URL.canParse(text) && protocols.includes(new URL(text).protocol), {
    error: `应为以 ${protocols.map((protocol) => `${protocol}//`).join(' 或 ')} 开头的地址`,
  });
const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

/** The variables by name; what else the environment holds is not ours. */
const environmentShape = z.object({
  HOST: z.string().optional(),
  PORT: integerText(0, 65535, 3000),
  BASE_URL: address(['http:', 'https:']).optional(),
  DATABASE_URL: z
    .string()
    .regex(/^(sqlite:|postgres(ql)?:\/\/)./, { error: '应以 sqlite: 或 postgres:// 开头' })
    .optional(),
  DATA_DIR: z.string().default('data'),
  TIME_ZONE: z
    .string()
    .refine((zone) => IANAZone.isValidZone(zone), { error: '应为 IANA 时区，如 Asia/Shanghai' })
    .default('Asia/Shanghai'),
  SMTP_URL: address(['smtp:', 'smtps:']).optional(),
  MAIL_FROM: z.string().optional(),
  SESSION_SECRET: z.string().optional(),
  AUDIT_KEY_FILE: z.string().optional(),
  SECRETS_KEY_FILE: z.string().optional(),
  AUDIT_MAIL: z.string().optional(),
  DEMO: oneOf(['on', 'off']).default('on'),
  TRUSTED_PROXIES: integerText(0, 10, 0),
  METRICS_TOKEN: z.string().min(16, { error: '至少 16 个字符' }).optional(),
  LOG_LEVEL: oneOf(logLevels).default('info'),
  CHROMIUM_PATH: z.string().optional(),
});

/**
 * Reads the configuration from the environment; the only place that does. An empty variable counts as none.
 * @throws {Error} naming every variable that has an unusable value, not the values: they may be secrets
 */
export function readConfig(environment: NodeJS.ProcessEnv = process.env): Config {
  const given = readEnvironment(environment);
  const demo = given.DEMO === 'on';
  const dataDirectory = resolve(given.DATA_DIR);
  mkdirSync(dataDirectory, { recursive: true });
  return {
    host: given.HOST ?? (demo ? '127.0.0.1' : '0.0.0.0'),
    port: given.PORT,
    baseUrl: (given.BASE_URL ?? `http://localhost:${given.PORT}`).replace(/\/$/, ''),
    databaseUrl: given.DATABASE_URL ?? `sqlite:${join(dataDirectory, 'serviceflow.db')}`,
    dataDirectory,
    timeZone: given.TIME_ZONE,
    smtpUrl: given.SMTP_URL ?? null,
    mailFrom: given.MAIL_FROM ?? null,
    sessionSecret: given.SESSION_SECRET ?? storedSecret(dataDirectory),
    auditKeyFile: resolve(given.AUDIT_KEY_FILE ?? join(dataDirectory, 'audit-key.pem')),
    secretsKeyFile: resolve(given.SECRETS_KEY_FILE ?? join(dataDirectory, 'secrets-key')),
    auditMail: given.AUDIT_MAIL ?? null,
    demo,
    trustedProxies: given.TRUSTED_PROXIES,
    logLevel: given.LOG_LEVEL,
    metricsToken: given.METRICS_TOKEN ?? null,
    chromiumPath: given.CHROMIUM_PATH ?? null,
  };
}

function readEnvironment(environment: NodeJS.ProcessEnv) {
  const filled = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const { value, problems } = readShape(environmentShape, filled);
  if (value) return value;
  const reasons = problems.map(({ path, message }) => `${path.join('.')} ${message}`);
  throw new Error(`环境变量不能使用：${reasons.join('；')}`);
}

/** A secret made at the first start and kept, so that log-ins survive a restart. */
function storedSecret(dataDirectory: string): string {
  const file = join(dataDirectory, 'session-secret');
  if (!existsSync(file)) writeFileSync(file, randomBytes(32).toString('hex'), { mode: 0o600, flag: 'wx' });
  return readFileSync(file, 'utf8').trim();
}
