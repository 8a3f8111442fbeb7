import type { Handler } from '../../../platform/web/deps.js';
import { paths, withQuery } from '../../../platform/web/paths.js';
import { askedId, query } from '../../../platform/web/queryShapes.js';
import { renderPage } from '../../../platform/web/renderPage.js';
import { selectAccessPage } from '../read/accessLog.js';
import { accessItem } from './presenters/audit.js';

const listQuery = query({ before: askedId });

/** GET /audit/accesses: what auditors and administrators looked at and took out. */
export const index: Handler = async (web, req, res) => {
  const { before } = listQuery(req);
  const { accesses, next } = await selectAccessPage(web.runtime.db, before);
  const now = web.runtime.clock.now();
  await renderPage(web, req, res, 'audit/accesses', {
    title: '查阅日志',
    subtitle: '审计员和系统管理员每次查看工单、查询和导出都记录在此。',
    accesses: accesses.map((access) => accessItem(access, now, web.config.timeZone)),
    next: next && withQuery(paths.accesses(), { before: next }),
    first: before && paths.accesses(),
  });
};
