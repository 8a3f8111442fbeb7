import type { Handler } from '../../../../platform/web/deps.js';
import { formatMoment } from '../../../../platform/web/moments.js';
import { paths, withQuery } from '../../../../platform/web/paths.js';
import { askedChoice, askedId, query } from '../../../../platform/web/queryShapes.js';
import { renderPage } from '../../../../platform/web/renderPage.js';
import { selectDirectory, selectDirectoryHistory, selectOrganizationVersions } from '../../read/directory.js';
import { changeViews } from '../presenters/directoryChanges.js';
import { dayView, directoryOfRequest, directoryTabs } from './directoryPage.js';

const kinds = ['department', 'position', 'person'] as const;
const kindNames = { department: '部门', position: '岗位', person: '人员' };

const listQuery = query({ kind: askedChoice(kinds), below: askedId });

/** GET /directory/history: changes and published organisations, with links to the directory of any day. */
export const index: Handler = async (web, req, res) => {
  const { db, clock } = web.runtime;
  const { timeZone } = web.config;
  const { kind, below } = listQuery(req);
  const { changes, next } = await selectDirectoryHistory(db, { kind, below });
  const address = (more: { below?: number }) => withQuery(paths.directoryHistory(), { kind, ...more });
  const versions = await selectOrganizationVersions(db);
  const { today } = await directoryOfRequest(web, req);
  await renderPage(web, req, res, 'people/directory/history', {
    title: '组织目录变更记录',
    tabs: directoryTabs('history'),
    ...(await dayView(web, { on: null, today })),
    kinds: [undefined, ...kinds].map((value) => ({
      label: value ? kindNames[value] : '全部',
      href: withQuery(paths.directoryHistory(), { kind: value }),
      current: value === kind,
    })),
    changes: changeViews(changes, await selectDirectory(db), clock.now(), timeZone),
    versions: versions.map(({ ticketNumber, effectiveOn, appliedAt }) => ({
      effectiveOn,
      ticket: { number: ticketNumber, href: paths.ticket(ticketNumber) },
      applied: appliedAt ? `${formatMoment(appliedAt, timeZone)} 生效` : '尚未生效',
      href: appliedAt && withQuery(paths.directory(), { on: effectiveOn < today ? effectiveOn : null }),
    })),
    pager: { next: next && address({ below: next }), first: below ? address({}) : null },
  });
};
