import type { Handler } from '../../../platform/web/deps.js';
import { queryText } from '../../../platform/web/parameters.js';
import { paths, withQuery } from '../../../platform/web/paths.js';
import { renderPage } from '../../../platform/web/renderPage.js';
import { selectAccessPage } from '../read/accessLog.js';
import { accessItem } from './presenters/audit.js';

/** GET /audit/accesses: what auditors and administrators looked at and took out. */
export const index: Handler = async (web, req, res) => {
  const before = queryText(req, 'before');
  const cursor = before && /^[1-9]\d{0,8}$/.test(before) ? Number(before) : undefined;
  const { accesses, next } = await selectAccessPage(web.runtime.db, cursor);
  const now = web.runtime.clock.now();
  await renderPage(web, req, res, 'audit/accesses', {
    title: '查阅日志',
    subtitle: '审计员和系统管理员每次查看工单、查询和导出都记录在此。',
    accesses: accesses.map((access) => accessItem(access, now, web.config.timeZone)),
    next: next && withQuery(paths.accesses(), { before: next }),
    first: cursor && paths.accesses(),
  });
};
