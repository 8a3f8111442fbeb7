import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Request, Response } from 'express';
import { attachmentFolder } from '../../../forms/web/formSubmission.js';
import type { Person } from '../../../platform/actor.js';
import { attachmentPath } from '../../../platform/files/storeAttachment.js';
import type { Web } from '../../../platform/web/deps.js';
import { paths, withQuery } from '../../../platform/web/paths.js';
import { personOf } from '../../../platform/web/person.js';
import { askedChoice, query, wholeQuery } from '../../../platform/web/queryShapes.js';
import { renderHtml } from '../../../platform/web/renderPage.js';
import { projectRoot } from '../../../platform/web/root.js';
import { selectCompanySettings } from '../../settings/index.js';
import { attachmentForPerson } from '../../tickets/index.js';
import type { PaperSheet } from './presenters/paperSheets.js';

export interface PapersPage {
  title: string;
  sheets: PaperSheet[];
  back: { href: string; label: string };
}

const pageQuery = query({ format: askedChoice(['pdf']) });

/** Shows papers as a page to print; sends one PDF when `format=pdf` is requested and the server has a browser. */
export async function sendPapers(web: Web, req: Request, res: Response, page: PapersPage): Promise<void> {
  const asPdf = web.pdf && pageQuery(req).format;
  const pdfHref = web.pdf ? withQuery(req.path, { ...wholeQuery(req), format: 'pdf' }) : null;
  const html = await renderHtml(res, 'papers/show', { layout: 'paper', ...page, pdfHref });
  res.set('Cache-Control', 'no-store');
  if (!web.pdf || !asPdf) {
    res.send(html);
    return;
  }
  const person = personOf(req);
  const pdf = await web.pdf.print(html, (path) => loadForPrint(web, person, path));
  const name = encodeURIComponent(`${page.title}.pdf`);
  res.set({
    'Content-Type': 'application/pdf',
    'Content-Disposition': `attachment; filename*=UTF-8''${name}`,
  });
  res.send(pdf);
}

const assetTypes: Record<string, string> = { css: 'text/css', woff2: 'font/woff2', svg: 'image/svg+xml' };

/**
 * The only files that a paper may load while it is printed: our style sheet and fonts, the logo, and uploads that the
 * person may see.
 */
async function loadForPrint(web: Web, person: Person, path: string) {
  const asset = /^\/assets\/((?:fonts\/)?[\w.-]+\.(css|woff2|svg))$/.exec(path);
  if (asset) {
    const body = await readFile(join(projectRoot, 'dist/public/assets', asset[1] as string));
    return { mediaType: assetTypes[asset[2] as string] as string, body };
  }
  const id = /^\/attachments\/(\d{1,9})$/.exec(path)?.[1];
  if (id) {
    const { mediaType, sha256 } = await attachmentForPerson(web.runtime.db, person, Number(id));
    return { mediaType, body: await readFile(attachmentPath(attachmentFolder(web), sha256)) };
  }
  const { logo } = await selectCompanySettings(web.runtime.db);
  if (!logo || path !== paths.companyLogo(basename(path)) || basename(path) !== logo.sha256) return null;
  return {
    mediaType: logo.mediaType,
    body: await readFile(attachmentPath(attachmentFolder(web), logo.sha256)),
  };
}
