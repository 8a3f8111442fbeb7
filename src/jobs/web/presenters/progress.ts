/** Progress in whole per cent for the bar, and in tens for screen readers, so that they do not announce every change. */
export function progressView(done: number, all: number): { percent: number; spokenPercent: string } {
  const percent = all === 0 ? 100 : Math.min(100, Math.floor((done / all) * 100));
  return { percent, spokenPercent: `${Math.floor(percent / 10) * 10}%` };
}

/** `60,025` */
export function formatCount(things: number): string {
  return things.toLocaleString('zh-CN');
}
