import type { Response } from 'express';

/** Says that a workbook of this name follows, for the browser to keep. */
export function setWorkbookHeaders(res: Response, name: string): void {
  res.set({
    'Content-Type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
    'Cache-Control': 'no-store',
  });
}
