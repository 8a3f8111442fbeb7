import type { Request, Response } from 'express';
import { type FieldError, InvalidForm } from '../../../platform/errors.js';
import { runCommand } from '../../../platform/runCommand.js';
import { button, form, text, wholeNumber } from '../../../platform/web/bodyShapes.js';
import type { Handler, Web } from '../../../platform/web/deps.js';
import { flash } from '../../../platform/web/flash.js';
import { formatMoment } from '../../../platform/web/moments.js';
import { keyParameter } from '../../../platform/web/parameters.js';
import { paths, withQuery } from '../../../platform/web/paths.js';
import { personOf } from '../../../platform/web/person.js';
import { namedVersion, query } from '../../../platform/web/queryShapes.js';
import { receives } from '../../../platform/web/receives.js';
import { renderHtml, renderPage } from '../../../platform/web/renderPage.js';
import { selectCompanySettings } from '../../settings/index.js';
import { savePaperLayout } from '../commands/savePaperLayout.js';
import { paperView } from '../model/paperView.js';
import { maxLayoutBytes, parsePaper } from '../model/parsePaper.js';
import type { PaperProblem } from '../model/types.js';
import { selectPaperText, selectPaperVersions } from '../read/paperVersions.js';
import type { CatalogPaper } from '../steps/paperCatalog.js';
import { type PaperSheet, paperSheet, sampleContext } from './presenters/paperSheets.js';

interface TypedLayout {
  text: string;
  note: string;
  basedOn: number;
}

const layoutText = text('版式', 2 * maxLayoutBytes);
const layoutBody = form({
  text: layoutText,
  note: text('修改说明'),
  basedOn: wholeNumber,
  _action: button(['save', 'preview']),
});
const previewBody = form({ text: layoutText });

const pageQuery = query({ version: namedVersion('该版式') });

/** GET /papers/:paper/layout: the present layout, or an older version to start from (`version`). */
export const show: Handler = async (web, req, res) => {
  const paper = await loadPaper(web, req);
  const wanted = pageQuery(req).version;
  const text = wanted === undefined ? paper.text : await versionText(web, paper.key, wanted);
  const shown = wanted === undefined ? null : versionName(wanted);
  const note = shown === null ? '' : `恢复${shown}`;
  await showEditor(web, req, res, paper, { text, note, basedOn: paper.version }, [], shown);
};

/** POST /papers/:paper/layout: saves the text as the next version, or only previews it (`_action=preview`). */
export const save = receives(layoutBody, async (web, req, res, { _action, ...sent }) => {
  const paper = await loadPaper(web, req);
  const typed = { ...sent, text: sent.text.replace(/\r\n/g, '\n') };
  if (_action === 'preview') return showEditor(web, req, res, paper, typed, [], null);
  try {
    const forms = await web.papers.forms(web.runtime.db);
    const input = { key: paper.key, ...typed, forms };
    const version = await runCommand(web.runtime, personOf(req), savePaperLayout, input);
    flash(req, 'success', `《${paper.layout.title}》的版式已保存为第 ${version} 版，即刻用于打印。`);
    res.redirect(303, paths.paperLayout(paper.key));
  } catch (error) {
    if (!(error instanceof InvalidForm)) throw error;
    res.status(422);
    await showEditor(web, req, res, paper, typed, error.errors, null);
  }
});

/** POST /papers/:paper/preview: for the script that previews the paper while the layout is typed. */
export const preview = receives(previewBody, async (web, req, res, sent) => {
  const paper = await loadPaper(web, req);
  const { sheet, problems } = await previewOf(web, paper, sent.text);
  const html = sheet && (await renderHtml(res, 'papers/sheet', { layout: false, ...sheet }));
  res.json({ html, problems });
});

function loadPaper(web: Web, req: Request): Promise<CatalogPaper> {
  return web.papers.paper(web.runtime.db, keyParameter(req, '单据', 'paper'));
}

function versionText(web: Web, key: string, wanted: number): Promise<string> {
  if (wanted === 0) return web.papers.delivered(key);
  return selectPaperText(web.runtime.db, key, wanted);
}

function versionName(version: number): string {
  return version === 0 ? '出厂版式' : `第 ${version} 版`;
}

async function previewOf(
  web: Web,
  paper: CatalogPaper,
  text: string,
): Promise<{ sheet: PaperSheet | null; problems: readonly PaperProblem[] }> {
  const { db } = web.runtime;
  const forms = await web.papers.forms(db);
  const { layout, problems } = parsePaper(text, forms);
  if (layout === null) return { sheet: null, problems };
  const sample = await web.papers.sample();
  const context = sampleContext({ layout }, sample, { forms, timeZone: web.config.timeZone });
  const view = paperView({ key: paper.key, layout }, context);
  const number = String(sample.ticket.number);
  const company = await selectCompanySettings(db);
  return { sheet: paperSheet(view, company, number, web.config.baseUrl + paths.ticket(number)), problems };
}

async function showEditor(
  web: Web,
  req: Request,
  res: Response,
  paper: CatalogPaper,
  typed: TypedLayout,
  errors: FieldError[],
  shownVersion: string | null,
): Promise<void> {
  const { sheet, problems } = await previewOf(web, paper, typed.text);
  await renderPage(web, req, res, 'papers/layout', {
    title: `版式：${paper.layout.title}`,
    script: 'paperEditor.js',
    style: 'paper.css',
    key: paper.key,
    typed,
    shownVersion,
    sheet,
    problems,
    noteError: errors.find(({ path }) => path === 'note')?.message,
    inForce: versionName(paper.version),
    versions: await versionList(web, paper),
    back: { href: paths.papers(), label: '单据' },
  });
}

/** The saved versions, newest first, and the delivered one. */
async function versionList(web: Web, { key, version: inForce }: CatalogPaper) {
  const saved = await selectPaperVersions(web.runtime.db, key);
  const item = (version: number, note: string, by: string) => ({
    name: versionName(version),
    note,
    by,
    href: withQuery(paths.paperLayout(key), { version: String(version) }),
    current: version === inForce,
  });
  return [
    ...saved.map(({ version, note, savedAt, savedByName }) =>
      item(version, note, `${savedByName}，${formatMoment(savedAt, web.config.timeZone)}`),
    ),
    item(0, '系统自带的版式', ''),
  ];
}
