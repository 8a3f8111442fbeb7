import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { cancelWork } from '../../../jobs/commands/longWork.js';
import { NotFound } from '../../../platform/errors.js';
import { isPermitted, permissions } from '../../../platform/permissions.js';
import { runCommand } from '../../../platform/runCommand.js';
import { nothing } from '../../../platform/web/bodyShapes.js';
import type { Handler } from '../../../platform/web/deps.js';
import { flash } from '../../../platform/web/flash.js';
import { idParameter } from '../../../platform/web/parameters.js';
import { paths, withQuery } from '../../../platform/web/paths.js';
import { personOf } from '../../../platform/web/person.js';
import { askedChoice, askedId, query } from '../../../platform/web/queryShapes.js';
import { receives } from '../../../platform/web/receives.js';
import { refreshSeconds, renderPage } from '../../../platform/web/renderPage.js';
import { setWorkbookHeaders } from '../../../platform/web/setWorkbookHeaders.js';
import { fetchExport } from '../commands/fetchExport.js';
import { selectExportPage, selectOwnExport } from '../read/exports.js';
import { exportFolder, exportPath } from '../steps/exportFolder.js';
import { exportWork } from '../steps/exportWork.js';
import { exportFileName, exportItem, exportView } from './presenters/exports.js';

const listQuery = query({ of: askedChoice(['all']), before: askedId });

/** GET /exports: the person's own exports; with `of=all` everybody's, for those who may see them. */
export const index: Handler = async (web, req, res) => {
  const { clock, db } = web.runtime;
  const person = personOf(req);
  const mayReadAll = isPermitted(permissions.readExports, person);
  const { of: asked, before } = listQuery(req);
  const of = mayReadAll ? asked : undefined;
  const { exports, next } = await selectExportPage(db, { requestedBy: of ? null : person.id, before });
  const address = (query: Record<string, string | number | undefined>) => withQuery(paths.exports(), query);
  const hasRunning = exports.some(({ status }) => status === 'running');
  await renderPage(web, req, res, 'exports/index', {
    title: '导出记录',
    hasRunning,
    refresh: hasRunning ? refreshSeconds : null,
    isOfAll: of === 'all',
    tabs: mayReadAll && [
      { label: '我的导出', href: address({}), isCurrent: !of },
      { label: '全部人员', href: address({ of: 'all' }), isCurrent: of === 'all' },
    ],
    exports: exports.map((one) => exportItem(one, person.id, clock.now(), web.config.timeZone)),
    next: next && address({ of, before: next }),
    first: before && address({ of }),
  });
};

/** GET /exports/:id: progress of the file; the page reloads itself while the file is written. */
export const show: Handler = async (web, req, res) => {
  const { clock, db } = web.runtime;
  const found = await selectOwnExport(db, idParameter(req, '该次导出'), personOf(req).id);
  const view = exportView(found, clock.now(), web.config.timeZone);
  await renderPage(web, req, res, 'exports/show', { ...view, refresh: refreshHeader(view) });
};

/** Without JavaScript the page reloads itself while the file is written, and then opens the file once. */
function refreshHeader({ isRunning, isNew, fileHref }: ReturnType<typeof exportView>): string | null {
  if (isRunning) return refreshSeconds;
  return isNew ? `0; url=${fileHref}` : null;
}

/** GET /exports/:id/file */
export const download: Handler = async (web, req, res) => {
  const id = idParameter(req, '该次导出');
  const found = await runCommand(web.runtime, personOf(req), fetchExport, { id });
  const path = exportPath(exportFolder(web.config), id);
  const { size } = await stat(path).catch(() => {
    throw new NotFound('导出的文件');
  });
  setWorkbookHeaders(res, exportFileName(found, web.config.timeZone));
  res.set('Content-Length', String(size));
  await pipeline(createReadStream(path), res);
};

/** POST /exports/:id/cancellation */
export const cancel = receives(nothing, async (web, req, res) => {
  const id = idParameter(req, '该次导出');
  await runCommand(web.runtime, personOf(req), cancelWork, { work: exportWork, id });
  flash(req, 'success', '已停止导出。');
  res.redirect(303, paths.export(id));
});
