import { createHash } from 'node:crypto';
import type { Request, Response } from 'express';
import { InvalidUpload } from '../../../platform/errors.js';
import { runCommand } from '../../../platform/runCommand.js';
import { nothing } from '../../../platform/web/bodyShapes.js';
import type { Handler, Web } from '../../../platform/web/deps.js';
import { flash } from '../../../platform/web/flash.js';
import { momentView } from '../../../platform/web/moments.js';
import { idParameter } from '../../../platform/web/parameters.js';
import { paths, withQuery } from '../../../platform/web/paths.js';
import { personOf } from '../../../platform/web/person.js';
import { askedChoice, askedId, query } from '../../../platform/web/queryShapes.js';
import { receives } from '../../../platform/web/receives.js';
import { refreshSeconds, renderPage } from '../../../platform/web/renderPage.js';
import { uploadedWorkbook } from '../../../platform/web/uploadedWorkbook.js';
import { startExport } from '../../exports/index.js';
import { cancelImport, runImport, uploadImport } from '../commands/importCustomers.js';
import { selectImport, selectImportPage, selectImports } from '../read/customerImports.js';
import { refusedRowsExport } from '../read/refusedRowsExport.js';
import type { Verdict } from '../store/customerImportRows.js';
import { importRows } from './customerWorkbook.js';
import { importBadges, importRowView, importSummary, verdictNames } from './presenters/customerImports.js';

const verdicts: readonly Verdict[] = ['new', 'changed', 'unchanged', 'refused'];

/** GET /customers/imports */
export const index: Handler = (web, req, res) => showIndex(web, req, res, null);

/** POST /customers/imports: reads an uploaded workbook, which is checked in the background before anything is written. */
export const upload = receives(nothing, async (web, req, res) => {
  try {
    const { fileName, content } = await uploadedWorkbook(req);
    const input = {
      fileName,
      sha256: createHash('sha256').update(content).digest('hex'),
      rows: importRows(await web.workbooks.read(content)),
    };
    const { id } = await runCommand(web.runtime, personOf(req), uploadImport, input);
    res.redirect(303, paths.customerImport(id));
  } catch (error) {
    if (!(error instanceof InvalidUpload)) throw error;
    res.status(422);
    await showIndex(web, req, res, error.message);
  }
});

const listQuery = query({ verdict: askedChoice(verdicts), after: askedId });

/** GET /customers/imports/:id: the preview or the progress; the page reloads itself while something runs. */
export const show: Handler = async (web, req, res) => {
  const id = idParameter(req, '该次导入');
  const { verdict, after } = listQuery(req);
  const page = await selectImportPage(web.runtime.db, id, { verdict, after });
  const summary = importSummary(page);
  const query = { verdict };
  const address = paths.customerImport(id);
  await renderPage(web, req, res, 'customers/import', {
    title: '导入客户档案',
    subtitle: page.found.fileName,
    ...summary,
    refresh: summary.isBusy ? refreshSeconds : null,
    startedAt: momentView(page.found.createdAt, web.runtime.clock.now(), web.config.timeZone),
    rows: page.rows.map(importRowView),
    tabs: [undefined, ...verdicts].map((value) => ({
      label: value ? verdictNames[value] : '全部',
      href: withQuery(address, { verdict: value }),
      isCurrent: value === verdict,
      count: page.counts
        .filter((one) => !value || one.verdict === value)
        .reduce((sum, { count }) => sum + count, 0),
    })),
    next: page.next && withQuery(address, { ...query, after: page.next }),
    first: after && withQuery(address, query),
    runHref: paths.customerImportRun(id),
    cancelHref: paths.customerImportCancellation(id),
    refusedHref: paths.customerImportRefused(id),
    back: { href: paths.customerImports(), label: '导入 Excel' },
  });
};

/** POST /customers/imports/:id/run: writes the previewed rows, or continues after a cancellation. */
export const run = receives(nothing, async (web, req, res) => {
  const importId = idParameter(req, '该次导入');
  await runCommand(web.runtime, personOf(req), runImport, { importId });
  res.redirect(303, paths.customerImport(importId));
});

/** POST /customers/imports/:id/cancellation */
export const cancel = receives(nothing, async (web, req, res) => {
  const importId = idParameter(req, '该次导入');
  await runCommand(web.runtime, personOf(req), cancelImport, { importId });
  flash(req, 'success', '已停止。已写入的内容保留，可以随时继续。');
  res.redirect(303, paths.customerImport(importId));
});

/** POST /customers/imports/:id/refused: the rows that can't be imported, to be corrected and imported again. */
export const refused = receives(nothing, async (web, req, res) => {
  const importId = idParameter(req, '该次导入');
  const { fileName } = await selectImport(web.runtime.db, importId);
  await startExport(web, req, res, refusedRowsExport, { query: { importId }, criteria: { 导入: fileName } });
});

async function showIndex(web: Web, req: Request, res: Response, error: string | null): Promise<void> {
  const { clock, db } = web.runtime;
  const imports = await selectImports(db);
  await renderPage(web, req, res, 'customers/imports', {
    title: '导入 Excel',
    error,
    imports: imports.map((one) => ({
      ...one,
      href: paths.customerImport(one.id),
      state: importBadges[one.status],
      at: momentView(one.createdAt, clock.now(), web.config.timeZone),
    })),
    back: { href: paths.customers(), label: '客户档案' },
  });
}
