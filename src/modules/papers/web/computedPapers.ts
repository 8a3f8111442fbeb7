import type { Request, Response } from 'express';
import { DateTime } from 'luxon';
import { NotAllowed } from '../../../platform/errors.js';
import { isPermitted, permissions } from '../../../platform/permissions.js';
import type { Handler, Web } from '../../../platform/web/deps.js';
import { idParameter } from '../../../platform/web/parameters.js';
import { paths } from '../../../platform/web/paths.js';
import { personOf } from '../../../platform/web/person.js';
import { askedDay, namedId, query } from '../../../platform/web/queryShapes.js';
import { renderPage } from '../../../platform/web/renderPage.js';
import { selectCompanySettings } from '../../settings/index.js';
import { paperView } from '../model/paperView.js';
import type { PaperSource } from '../model/types.js';
import { selectDailyReport, selectRenewalNotice, selectServiceSummary } from '../read/computedPapers.js';
import { selectEndingContracts, selectReportingPeople } from '../read/paperChoices.js';
import { paperSheet } from './presenters/paperSheets.js';
import { sendPapers } from './sendPapers.js';

/** GET /papers: blank papers, and those that are computed for a day, a period or a contract. */
export const index: Handler = async (web, req, res) => {
  const { db } = web.runtime;
  const person = personOf(req);
  const today = todayOf(web);
  const mayRenew = isPermitted(permissions.renewContracts, person);
  const mayLayout = isPermitted(permissions.editPaperLayouts, person);
  const contracts = mayRenew ? await selectEndingContracts(db, today.toISODate() as string) : [];
  await renderPage(web, req, res, 'papers/index', {
    title: '单据',
    people: (await selectReportingPeople(db, person)).map((one) => ({
      ...one,
      selected: one.id === person.id,
    })),
    maySeeHours: isPermitted(permissions.readAllHours, person),
    mayRenew,
    mayLayout,
    today: today.toISODate(),
    weekStart: today.startOf('week').toISODate(),
    contracts: contracts.map(({ id, number, customerName, endsOn }) => ({
      href: paths.renewalNotice(id),
      number,
      customerName,
      endsOn,
    })),
    papers: (await web.papers.papers(db)).map(({ key, layout, version }) => ({
      title: layout.title,
      subtitle: layout.subtitle,
      version: version === 0 ? '出厂版式' : `第 ${version} 版`,
      blank: paths.blankPaper(key),
      edit: mayLayout ? paths.paperLayout(key) : null,
    })),
  });
};

const reportQuery = query({ person: namedId('人员'), day: askedDay });
const summaryQuery = query({ from: askedDay, until: askedDay });

/** GET /papers/daily-report?person=&day= @throws {NotAllowed} for somebody else's */
export const dailyReport: Handler = async (web, req, res) => {
  const { db } = web.runtime;
  const person = personOf(req);
  const { person: personId = person.id, day = isoToday(web) } = reportQuery(req);
  const people = await selectReportingPeople(db, person);
  if (personId !== person.id && !people.some(({ id }) => id === personId)) {
    throw new NotAllowed('只能打印自己的日报表。');
  }
  const data = await selectDailyReport(db, { personId, day, timeZone: web.config.timeZone });
  await sendComputed(web, req, res, 'daily-report', data, null);
};

/** GET /papers/service-summary?from=&until= */
export const serviceSummary: Handler = async (web, req, res) => {
  const asked = summaryQuery(req);
  const days = [asked.from ?? isoToday(web), asked.until ?? isoToday(web)];
  const [from, until] = days.sort() as [string, string];
  const data = await selectServiceSummary(web.runtime.db, { from, until, timeZone: web.config.timeZone });
  await sendComputed(web, req, res, 'service-summary', data, null);
};

/** GET /papers/renewal-notice/:id: for the contract with this id. */
export const renewalNotice: Handler = async (web, req, res) => {
  const data = await selectRenewalNotice(web.runtime.db, idParameter(req, '合同'), isoToday(web));
  await sendComputed(web, req, res, 'renewal-notice', data, String(data.contractNumber));
};

async function sendComputed(
  web: Web,
  req: Request,
  res: Response,
  key: Exclude<PaperSource, 'ticket'>,
  variables: Record<string, unknown>,
  number: string | null,
): Promise<void> {
  const { db } = web.runtime;
  const { timeZone } = web.config;
  const paper = await web.papers.paper(db, key);
  const none = { submissions: [], ticket: null, people: {}, forms: [], blank: false };
  const sheet = paperSheet(
    paperView(paper, { ...none, variables, timeZone }),
    await selectCompanySettings(db),
    number,
    null,
  );
  const back = { href: paths.papers(), label: '单据' };
  await sendPapers(web, req, res, { title: paper.layout.title, sheets: [sheet], back });
}

const isoToday = (web: Web) => todayOf(web).toISODate() as string;

function todayOf(web: Web): DateTime {
  return DateTime.fromJSDate(web.runtime.clock.now(), { zone: web.config.timeZone });
}
