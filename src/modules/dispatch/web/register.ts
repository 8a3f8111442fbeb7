import { DateTime } from 'luxon';
import { isPermitted, permissions } from '../../../platform/permissions.js';
import type { Handler, Web } from '../../../platform/web/deps.js';
import { paths, withQuery } from '../../../platform/web/paths.js';
import { personOf } from '../../../platform/web/person.js';
import { askedCursor, query } from '../../../platform/web/queryShapes.js';
import { receives } from '../../../platform/web/receives.js';
import { renderPage } from '../../../platform/web/renderPage.js';
import { categories, categoryText } from '../../customers/index.js';
import { startExport } from '../../exports/index.js';
import { registerStateNames, registerStates } from '../../tickets/index.js';
import { countLate, selectRegister, selectRegisterEngineers } from '../read/register.js';
import { registerExport } from '../read/registerExport.js';
import { registerItem } from './presenters/register.js';
import {
  choiceQuery,
  describeChoice,
  type RegisterChoice,
  registerAddress,
  registerBody,
  registerChoice,
  registerFilter,
} from './registerChoice.js';

const cursorQuery = query({ after: askedCursor });

/** GET /register: dates, state, category and engineer are in the URL, the customer is kept in the session. */
export const index: Handler = async (web, req, res) => {
  const { db, clock } = web.runtime;
  const { timeZone } = web.config;
  const now = clock.now();
  const choice = registerChoice(choiceQuery(req));
  const customer = req.session.registerCustomer;
  const { after } = cursorQuery(req);
  const today = DateTime.fromJSDate(now, { zone: timeZone }).startOf('day');
  const todayBegin = today.toUTC().toISO() as string;
  const filter = registerFilter(choice, customer, timeZone);
  const isDispatcher = isPermitted(permissions.dispatch, personOf(req));
  const mayReadExports = isPermitted(permissions.readExports, personOf(req));
  const lateFirst = isDispatcher && (choice.state ?? 'waiting') === 'waiting';
  const view = { order: choice.order, today: todayBegin, lateFirst, after };
  const { entries, next } = await selectRegister(db, filter, view);
  await renderPage(web, req, res, 'dispatch/register/index', {
    title: '报修登记簿',
    entries: entries.map((entry) => registerItem(entry, todayBegin, now, timeZone)),
    choice,
    customer: customer ?? '',
    isFiltered: Object.values(filter).some((value) => value !== undefined),
    wrongRange: Boolean(choice.from && choice.to && choice.from > choice.to),
    lateCount: isDispatcher && !after ? await countLate(db, todayBegin) : 0,
    exportsHref: withQuery(paths.exports(), { of: mayReadExports ? 'all' : null }),
    shortcuts: shortcuts(choice, today),
    ...(await options(web, choice)),
    next: next && registerAddress(paths.register(), choice, next),
    first: after && registerAddress(paths.register(), choice),
  });
};

/** POST /register/search: by POST, as customer data belongs in no URL. */
export const search = receives(registerBody, (_web, req, res, { customer, ...typed }) => {
  const text = customer.trim();
  if (text === '') delete req.session.registerCustomer;
  else req.session.registerCustomer = text;
  res.redirect(303, registerAddress(paths.register(), registerChoice(typed)));
});

/** POST /register/export: the filtered register as a workbook. */
export const exportWorkbook = receives(registerBody, async (web, req, res, typed) => {
  const { customer: _, ...sent } = typed;
  const choice = registerChoice(sent);
  const customer = req.session.registerCustomer;
  await startExport(web, req, res, registerExport, {
    query: registerFilter(choice, customer, web.config.timeZone),
    criteria: describeChoice(choice, customer, await selectRegisterEngineers(web.runtime.db)),
  });
});

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
