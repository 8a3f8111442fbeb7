import type { Request } from 'express';
import { DateTime } from 'luxon';
import { recordRegisterExport } from '../commands/recordRegisterExport.js';
import { runCommand } from '../commands/runCommand.js';
import { selectCompanySettings } from '../queries/companySettings.js';
import {
  countLate,
  countRegister,
  readRegister,
  selectRegister,
  selectRegisterEngineers,
} from '../queries/register.js';
import { selectRegisterExportPage } from '../queries/registerExports.js';
import { registerStateNames, registerStates } from '../rules/register.js';
import { categoryText } from '../rules/serviceCategory.js';
import type { Handler, Web } from './deps.js';
import { bodyText, cursorParameter, queryText } from './parameters.js';
import { paths, withQuery } from './paths.js';
import { isPermitted, permissions } from './permissions.js';
import { personOf } from './person.js';
import { formatMoment } from './presenters/moments.js';
import { registerExportItem, registerItem } from './presenters/register.js';
import {
  categories,
  describeChoice,
  type RegisterChoice,
  readRegisterChoice,
  registerAddress,
  registerFilter,
} from './registerChoice.js';
import { writeRegisterWorkbook } from './registerWorkbook.js';
import { renderPage } from './renderPage.js';

/** GET /register: dates, state, category and engineer are in the URL, the customer is kept in the session. */
export const index: Handler = async (web, req, res) => {
  const { db, clock } = web.runtime;
  const { timeZone } = web.config;
  const now = clock.now();
  const choice = readRegisterChoice(req.query);
  const customer = req.session.registerCustomer;
  const after = cursorParameter(req);
  const today = DateTime.fromJSDate(now, { zone: timeZone }).startOf('day');
  const todayBegin = today.toUTC().toISO() as string;
  const filter = registerFilter(choice, customer, timeZone);
  const isDispatcher = isPermitted(permissions.dispatch, personOf(req));
  const lateFirst = isDispatcher && (choice.state ?? 'waiting') === 'waiting';
  const view = { order: choice.order, today: todayBegin, lateFirst, after };
  const { entries, next } = await selectRegister(db, filter, view);
  await renderPage(web, req, res, 'register/index', {
    title: '报修登记簿',
    entries: entries.map((entry) => registerItem(entry, todayBegin, now, timeZone)),
    choice,
    customer: customer ?? '',
    isFiltered: Object.values(filter).some((value) => value !== undefined),
    wrongRange: Boolean(choice.from && choice.to && choice.from > choice.to),
    lateCount: isDispatcher && !after ? await countLate(db, todayBegin) : 0,
    mayReadExports: isPermitted(permissions.readExports, personOf(req)),
    shortcuts: shortcuts(choice, today),
    ...(await options(web, choice)),
    next: next && registerAddress(paths.register(), choice, next),
    first: after && registerAddress(paths.register(), choice),
  });
};

/** POST /register/search: by POST, as customer data belongs in no URL. */
export const search: Handler = (_web, req, res) => {
  const text = bodyText(req, 'customer', 100).trim();
  if (text === '') delete req.session.registerCustomer;
  else req.session.registerCustomer = text;
  res.redirect(303, registerAddress(paths.register(), readRegisterChoice(bodyOf(req))));
};

/** POST /register/export: the filtered register as a workbook; who took it is recorded first. */
export const exportWorkbook: Handler = async (web, req, res) => {
  const { db, clock } = web.runtime;
  const { timeZone } = web.config;
  const person = personOf(req);
  const choice = readRegisterChoice(bodyOf(req));
  const customer = req.session.registerCustomer;
  const filter = registerFilter(choice, customer, timeZone);
  const told = describeChoice(choice, customer, await selectRegisterEngineers(db));
  const entryCount = await countRegister(db, filter);
  await runCommand(web.runtime, person, recordRegisterExport, { filter: told, entryCount });
  const range = Object.entries(told).map(([label, value]) => `${label}：${value}`);
  const made = formatMoment(clock.now().toISOString(), timeZone);
  const name = encodeURIComponent(`报修登记簿_${made.slice(0, 10)}.xlsx`);
  res.set({
    'Content-Type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    'Content-Disposition': `attachment; filename*=UTF-8''${name}`,
    'Cache-Control': 'no-store',
  });
  const head = {
    company: (await selectCompanySettings(db)).name,
    left: `${range.join('；') || '全部'}　共 ${entryCount} 条`,
    right: `${person.name} 导出于 ${made}`,
  };
  await writeRegisterWorkbook(res, head, readRegister(db, filter), timeZone);
};

/** GET /register/exports: who took what out, for those who oversee. */
export const exports: Handler = async (web, req, res) => {
  const before = queryText(req, 'before');
  const cursor = before && /^[1-9]\d{0,8}$/.test(before) ? Number(before) : undefined;
  const { rows, next } = await selectRegisterExportPage(web.runtime.db, cursor);
  await renderPage(web, req, res, 'register/exports', {
    title: '登记簿导出记录',
    exports: rows.map((row) => registerExportItem(row, web.config.timeZone)),
    next: next && withQuery(paths.registerExports(), { before: next }),
    first: cursor && paths.registerExports(),
    back: { href: paths.register(), label: '报修登记簿' },
  });
};

function bodyOf(req: Request): Record<string, unknown> {
  return (req.body ?? {}) as Record<string, unknown>;
}

/** What the selects offer, with the chosen ones marked. */
async function options(web: Web, choice: RegisterChoice) {
  const engineers = await selectRegisterEngineers(web.runtime.db);
  return {
    states: registerStates.map((value) => ({
      value,
      label: registerStateNames[value],
      selected: value === choice.state,
    })),
    categories: categories.map((value) => ({
      value,
      label: categoryText(value),
      selected: value === choice.category,
    })),
    engineers: engineers.map(({ id, name }) => ({
      value: id,
      label: name,
      selected: id === choice.engineer,
    })),
    oldestFirst: choice.order === 'oldest',
  };
}

/** Days that are asked for most, one click away. */
function shortcuts(choice: RegisterChoice, today: DateTime) {
  const day = (offset: number) => today.plus({ days: offset }).toISODate() as string;
  const spans = [
    { label: '今天', from: day(0), to: day(0) },
    { label: '昨天', from: day(-1), to: day(-1) },
    { label: '近 7 天', from: day(-6), to: day(0) },
    { label: '本月', from: today.startOf('month').toISODate() as string, to: day(0) },
    { label: '全部', from: undefined, to: undefined },
  ];
  return spans.map(({ label, from, to }) => ({
    label,
    href: registerAddress(paths.register(), { ...choice, from, to }),
    current: choice.from === from && choice.to === to,
  }));
}
