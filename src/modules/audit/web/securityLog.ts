import { selectSecurityEvents } from '../../../platform/access/securityLog.js';
import type { Handler } from '../../../platform/web/deps.js';
import { paths, withQuery } from '../../../platform/web/paths.js';
import { askedId, query } from '../../../platform/web/queryShapes.js';
import { renderPage } from '../../../platform/web/renderPage.js';
import { securityItem } from './presenters/security.js';

const pageSize = 50;
const listQuery = query({ before: askedId });

/** GET /audit/security: log-ins, passwords and permissions, newest first. */
export const index: Handler = async (web, req, res) => {
  const { db, clock } = web.runtime;
  const { before } = listQuery(req);
  const found = await selectSecurityEvents(db, pageSize + 1, before);
  const events = found.slice(0, pageSize);
  const next = found.length > pageSize ? events.at(-1)?.seq : null;
  await renderPage(web, req, res, 'audit/security', {
    title: '安全日志',
    subtitle: '登录、密码和权限的变更。只增不改，每天与工单记录一起封存；在“封存与核对”中核对。',
    events: events.map((event) => securityItem(event, clock.now(), web.config.timeZone)),
    next: next && withQuery(paths.securityLog(), { before: next }),
    first: before && paths.securityLog(),
  });
};
