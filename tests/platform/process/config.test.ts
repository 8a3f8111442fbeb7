import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readConfig } from '../../../src/platform/config.js';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'config-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('the configuration', () => {
  test('needs nothing set', () => {
    expect(readConfig({ DATA_DIR: folder })).toMatchObject({
      host: '127.0.0.1',
      port: 3000,
      baseUrl: 'http://localhost:3000',
      databaseUrl: `sqlite:${join(folder, 'serviceflow.db')}`,
      timeZone: 'Asia/Shanghai',
      smtpUrl: null,
      demo: true,
      trustedProxies: 0,
      logLevel: 'info',
      chromiumPath: null,
    });
  });

  test('uses what is set, and treats an empty variable as not set', () => {
    const config = readConfig({
      DATA_DIR: folder,
      DEMO: 'off',
      PORT: '0',
      BASE_URL: 'https://service.example.com/',
      SMTP_URL: '',
      TRUSTED_PROXIES: '',
      SESSION_SECRET: '',
    });
    expect(config).toMatchObject({
      host: '0.0.0.0',
      port: 0,
      baseUrl: 'https://service.example.com',
      smtpUrl: null,
      trustedProxies: 0,
    });
    expect(config.sessionSecret).toMatch(/^[0-9a-f]{64}$/);
    expect(readConfig({ DATA_DIR: folder }).sessionSecret).toBe(config.sessionSecret);
  });

  test.each([
    [{ PORT: '70000' }, 'PORT 应为 0 到 65535 的整数'],
    [{ PORT: '0x50' }, 'PORT 应为 0 到 65535 的整数'],
    [{ PORT: ' ' }, 'PORT 应为 0 到 65535 的整数'],
    [{ TRUSTED_PROXIES: '-1' }, 'TRUSTED_PROXIES 应为 0 到 10 的整数'],
    [{ DEMO: 'true' }, 'DEMO 应为 on、off 之一'],
    [{ TIME_ZONE: 'Mars/Olympus' }, 'TIME_ZONE 应为 IANA 时区'],
    [{ BASE_URL: 'service.example.com' }, 'BASE_URL 应为以 http:// 或 https:// 开头的地址'],
    [{ DATABASE_URL: 'mysql://root@db/x' }, 'DATABASE_URL 应以 sqlite: 或 postgres:// 开头'],
    [{ SMTP_URL: 'mail.example.com' }, 'SMTP_URL 应为以 smtp:// 或 smtps:// 开头的地址'],
    [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL 应为 fatal、error'],
  ])('is refused before anything is written: %j', (variables, reason) => {
    const missing = join(folder, 'missing');
    expect(() => readConfig({ DATA_DIR: missing, ...variables })).toThrow(reason);
    expect(existsSync(missing)).toBe(false);
  });

  test('names all wrong variables together and shows no value', () => {
    const read = () => readConfig({ PORT: 'x', DATABASE_URL: 'mysql://root:secret@db/x' });
    expect(read).toThrow('PORT 应为 0 到 65535 的整数；DATABASE_URL 应以');
    expect(read).not.toThrow('secret');
  });
});
