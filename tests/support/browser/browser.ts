import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { expect, inject } from 'vitest';
import '../run/provided.js';
import { trackResource } from '../run/resources.js';
import { type PageWatch, watchContext } from './watchContext.js';

/** What the functions below find in the page in which they run. */
declare const document: {
  fonts: { ready: Promise<unknown> };
  documentElement: { scrollWidth: number; scrollHeight: number };
};
declare const innerWidth: number;

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export interface TestBrowser {
  /** A fresh profile: its own cookies, as another person at another computer has. */
  visit(baseUrl: string, options?: VisitOptions): Promise<Visit>;
  close(): Promise<void>;
}

export interface VisitOptions {
  javaScript?: boolean;
  dark?: boolean;
  width?: number;
}

/** One person's browser. */
export interface Visit {
  page: Page;
  context: BrowserContext;
  watch: PageWatch;
  /** Closes it and returns its faults: console errors, failed requests and what else nobody expected. */
  end(): Promise<string[]>;
}

const height = 900;

/** Starts the Chromium of the global set-up; close it in afterAll. */
export async function launchBrowser(): Promise<TestBrowser> {
  const { executablePath, env } = inject('chromium');
  const browser = await chromium.launch({ executablePath, args: flags, env: { ...environment(), ...env } });
  const release = trackResource('browser');
  return {
    visit: (baseUrl, options = {}) => visit(browser, baseUrl, options),
    async close() {
      await browser.close();
      release();
    },
  };
}

function environment(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).filter((entry): entry is [string, string] => !!entry[1]),
  );
}

async function visit(browser: Browser, baseUrl: string, options: VisitOptions): Promise<Visit> {
  const context = await browser.newContext({
    baseURL: baseUrl,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    viewport: { width: options.width ?? 1440, height },
    colorScheme: options.dark ? 'dark' : 'light',
    javaScriptEnabled: options.javaScript ?? true,
    reducedMotion: 'reduce',
  });
  context.setDefaultTimeout(30_000);
  const watch = watchContext(context, baseUrl);
  const page = await context.newPage();
  return {
    page,
    context,
    watch,
    async end() {
      const faults = watch.faults();
      await context.close();
      return faults;
    },
  };
}

/** Pictures take as long as the rest of the tests, so they are saved when somebody wants to look: `SCREENSHOTS=on`. */
const takesScreenshots = process.env.SCREENSHOTS === 'on';

/** Sees that nothing sticks out sideways at each width, and may save the whole page as test-results/<name>-<width>.png. */
export async function screenshot(
  page: Page,
  name: string,
  widths: readonly number[] = [360, 1440],
): Promise<void> {
  const folder = join(import.meta.dirname, '../../../test-results');
  mkdirSync(folder, { recursive: true });
  const before = page.viewportSize() ?? { width: 1440, height };
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  const growsWithWindow = (await page.locator('[data-diagram-canvas]').count()) > 0;
  for (const width of widths) {
    await page.setViewportSize({ width, height });
    const { pageHeight } = await expectToFit(page, name);
    if (!takesScreenshots) continue;
    const path = join(folder, `${name}-${width}.png`);
    if (growsWithWindow) {
      await page.screenshot({ path, animations: 'disabled', fullPage: true });
    } else {
      await page.setViewportSize({ width, height: Math.max(height, pageHeight) });
      await page.screenshot({ path, animations: 'disabled' });
    }
  }
  await page.setViewportSize(before);
}

/** Sees that nothing of the page sticks out sideways at its present width. */
async function expectToFit(page: Page, name: string): Promise<{ pageHeight: number }> {
  const { overhang, width, pageHeight } = await page.evaluate(() => ({
    overhang: document.documentElement.scrollWidth - innerWidth,
    width: innerWidth,
    pageHeight: document.documentElement.scrollHeight,
  }));
  expect.soft(overhang, `${name} at ${width} pixels sticks out`).toBeLessThanOrEqual(0);
  return { pageHeight };
}
