import type { BrowserContext } from 'playwright-core';

export interface PageWatch {
  /** Everything that went wrong so far and was not expected. */
  faults(): string[];
  /** Faults matching this are what the test is about. */
  expectFault(pattern: RegExp): void;
}

/** Notes console errors (a broken content security policy is one), exceptions, failed and outgoing requests. */
export function watchContext(context: BrowserContext, baseUrl: string): PageWatch {
  const faults: string[] = [];
  const expected: RegExp[] = [];
  context.on('console', (message) => {
    if (message.type() === 'error') faults.push(`console: ${message.text()} (${message.location().url})`);
  });
  context.on('weberror', (error) => faults.push(`exception: ${error.error().stack}`));
  context.on('request', (request) => {
    if (!/^(blob|data|about):/.test(request.url()) && !request.url().startsWith(baseUrl)) {
      faults.push(`outside: ${request.url()}`);
    }
  });
  context.on('requestfailed', (request) => {
    const reason = request.failure()?.errorText ?? '';
    const leftThePage = reason === 'net::ERR_ABORTED';
    if (!leftThePage) faults.push(`failed: ${request.method()} ${request.url()} ${reason}`);
  });
  context.on('response', (response) => {
    if (response.status() >= 400) faults.push(`status ${response.status()}: ${response.url()}`);
  });
  return {
    faults: () => faults.filter((fault) => !expected.some((pattern) => pattern.test(fault))),
    expectFault: (pattern) => {
      expected.push(pattern);
    },
  };
}
