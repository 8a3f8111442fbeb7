import type { Request, Response } from 'express';
import type { Web } from './deps.js';
import { takeFlash } from './flash.js';
import { themeOf } from './theme.js';

export interface Page {
  title: string;
  /** Built script that only this page loads. */
  script?:
    | 'trace.js'
    | 'playback.js'
    | 'paperEditor.js'
    | 'directory.js'
    | 'board.js'
    | 'comparison.js'
    | 'designer.js'
    | 'formEditor.js';
  /** When the page reloads itself for people without a script: seconds, or `0; url=…`. Others see it change in place. */
  refresh?: string | null;
  /** Built style sheet that only this page loads. */
  style?: 'paper.css' | 'designer.css';
  [name: string]: unknown;
}

/** How often a page that shows work in progress reloads. */
export const refreshSeconds = '2';

/** Renders a view in the layout with everything that every page shows. */
export async function renderPage(
  web: Web,
  req: Request,
  res: Response,
  view: string,
  page: Page,
): Promise<void> {
  const frame = { flash: takeFlash(req), ...(req.person ? await web.frameOf(req) : {}) };
  await renderBarePage(req, res, view, { ...frame, ...page });
}

/** Renders without asking the database or the session for anything: for when they are what failed. */
export async function renderBarePage(req: Request, res: Response, view: string, page: Page): Promise<void> {
  const theme = themeOf(req);
  const shown = { theme: { chosen: theme, drawn: theme === 'dark' ? 'dark' : 'light' }, ...page };
  res.set('Cache-Control', 'no-store');
  res.send(await renderHtml(res, view, shown));
}

/** The text of a view, in its layout unless `layout` is false. */
export function renderHtml(res: Response, view: string, values: Record<string, unknown>): Promise<string> {
  return new Promise((resolve, reject) =>
    res.render(view, values, (error, text) => (error ? reject(error) : resolve(text))),
  );
}
