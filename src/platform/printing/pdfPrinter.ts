import { type Browser, chromium, type Page, type Route } from 'playwright-core';
import { PrintingFailed } from '../errors.js';

/** A file that a page loads: style sheet, font, logo or signature. */
export interface PrintResource {
  mediaType: string;
  body: Buffer;
}

export interface PdfPrinter {
  /**
   * Prints a page to PDF. Nothing is loaded but what `load` gives for a path of this application.
   * @throws {PrintingFailed} when it takes too long or too many wait already
   */
  print(html: string, load: (path: string) => Promise<PrintResource | null>): Promise<Buffer>;
}

export interface PdfPrinterOptions {
  executablePath: string;
  /** Environment of the browser; default: that of the server. */
  env?: Record<string, string>;
  timeoutMs?: number;
}

/** No request reaches the network: the printer answers or refuses every request of the page. */
const origin = 'http://localhost';
const flags = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--host-resolver-rules=MAP * ~NOTFOUND',
];
const maxWaiting = 5;

/** A printer that starts headless Chromium for one document at a time and closes it again. */
export function createPdfPrinter(options: PdfPrinterOptions): PdfPrinter {
  let waiting = 0;
  let last: Promise<unknown> = Promise.resolve();
  return {
    async print(html, load) {
      if (waiting >= maxWaiting) throw new PrintingFailed('正在生成的 PDF 较多，请稍后再试。');
      waiting += 1;
      const job = last.then(() => printOnce(options, html, load));
      last = job.catch(() => undefined);
      return job.finally(() => {
        waiting -= 1;
      });
    },
  };
}

async function printOnce(
  { executablePath, env, timeoutMs = 30_000 }: PdfPrinterOptions,
  html: string,
  load: Parameters<PdfPrinter['print']>[1],
): Promise<Buffer> {
  // Root can't use the sandbox of Chromium.
  const chromiumSandbox = process.getuid?.() !== 0;
  const launching: Promise<Browser> = chromium.launch({
    executablePath,
    env,
    chromiumSandbox,
    args: flags,
    timeout: timeoutMs,
  });
  const work = async () => {
    const browser = await launching;
    const page = await browser.newPage({ javaScriptEnabled: false, serviceWorkers: 'block' });
    // A slow file may be ready only after the browser closed; nobody waits for it then.
    await page.route('**/*', (route) => answer(route, html, load).catch(() => undefined));
    return printPage(page, timeoutMs);
  };
  const timer = deadline(timeoutMs);
  try {
    return await Promise.race([work(), timer.passed]);
  } catch (error) {
    if (error instanceof PrintingFailed) throw error;
    throw Object.assign(
      new PrintingFailed('服务器上的浏览器没有生成 PDF，请用自己的浏览器打印（打印目标选“另存为 PDF”）。'),
      { cause: error },
    );
  } finally {
    timer.clear();
    await launching.then(
      (browser) => browser.close(),
      () => undefined,
    );
  }
}

async function printPage(page: Page, timeout: number): Promise<Buffer> {
  await page.goto(`${origin}/`, { waitUntil: 'load', timeout });
  // The load event does not wait for fonts, which are requested during layout.
  await page.evaluate('document.fonts.ready.then(() => undefined)');
  return page.pdf({ preferCSSPageSize: true, printBackground: true, tagged: true });
}

async function answer(route: Route, html: string, load: Parameters<PdfPrinter['print']>[1]): Promise<void> {
  const { origin: asked, pathname } = new URL(route.request().url());
  if (asked !== origin) return route.abort('blockedbyclient');
  if (pathname === '/') return route.fulfill({ contentType: 'text/html; charset=utf-8', body: html });
  const resource = await load(pathname).catch(() => null);
  if (!resource) return route.abort('blockedbyclient');
  return route.fulfill({ contentType: resource.mediaType, body: resource.body });
}

function deadline(milliseconds: number): { passed: Promise<never>; clear(): void } {
  let timer: NodeJS.Timeout | undefined;
  const passed = new Promise<never>((_, reject) => {
    const message = '生成 PDF 用时过长，已停止。请用自己的浏览器打印（打印目标选“另存为 PDF”）。';
    timer = setTimeout(() => reject(new PrintingFailed(message)), milliseconds);
  });
  return { passed, clear: () => clearTimeout(timer) };
}
