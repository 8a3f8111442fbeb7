/** How far work is: whole per cent for the bar, and tens for those who listen, so that they are not told each moment. */
export function progressView(done: number, all: number): { percent: number; saidPercent: string } {
  const percent = all === 0 ? 100 : Math.min(100, Math.floor((done / all) * 100));
  return { percent, saidPercent: `${Math.floor(percent / 10) * 10}%` };
}

/** `60,025` */
export function countOf(things: number): string {
  return things.toLocaleString('zh-CN');
}
