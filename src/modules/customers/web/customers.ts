import type { Request } from 'express';
import { DateTime } from 'luxon';
import { logPageAccess } from '../../../platform/access/logPageAccess.js';
import type { Person } from '../../../platform/actor.js';
import { isPermitted, permissions } from '../../../platform/permissions.js';
import { form, text } from '../../../platform/web/bodyShapes.js';
import type { Handler, Web } from '../../../platform/web/deps.js';
import { flash } from '../../../platform/web/flash.js';
import { idParameter } from '../../../platform/web/parameters.js';
import { paths, withQuery } from '../../../platform/web/paths.js';
import { personOf } from '../../../platform/web/person.js';
import { askedId, query } from '../../../platform/web/queryShapes.js';
import { receives } from '../../../platform/web/receives.js';
import { renderPage } from '../../../platform/web/renderPage.js';
import { selectCustomerList } from '../read/customerList.js';
import { type CustomerPage, selectCustomerPage, selectHistory } from '../read/customerPage.js';
import type { ListedChange } from '../store/customerChanges.js';
import { changeView, contractBadge, listNames, priceText, warrantyBadge } from './presenters/customerFile.js';

declare module '../../../platform/web/deps.js' {
  interface Web {
    /** The latest tickets of a customer that the person may see. */
    ticketsOfCustomer(
      person: Person,
      customerId: number,
    ): Promise<{ tickets: unknown[]; hasMoreTickets: boolean }>;
  }
}

const listQuery = query({ after: askedId });

/** GET /customers: the newest customers, or those that the search text of the session finds. */
export const index: Handler = async (web, req, res) => {
  const text = req.session.customerSearch;
  const { after } = listQuery(req);
  const { customers, next, isCut } = await selectCustomerList(web.runtime.db, {
    text,
    after,
    today: todayOf(web),
  });
  await renderPage(web, req, res, 'customers/index', {
    title: '客户档案',
    customers: customers.map((customer) => ({ ...customer, href: paths.customer(customer.id) })),
    searched: text ?? null,
    isCut,
    mayEdit: mayEdit(req),
    next: next && withQuery(paths.customers(), { after: next }),
    first: after && paths.customers(),
  });
};

/** POST /customers/filter: by POST, as customer data belongs in no URL; '' shows all again. */
export const filter = receives(form({ text: text('查找内容', 100) }), (_web, req, res, { text: typed }) => {
  const text = typed.trim();
  if (text === '') delete req.session.customerSearch;
  else req.session.customerSearch = text;
  res.redirect(303, paths.customers());
});

/** GET /customers/:id; a merged customer redirects to the one that it became part of. */
export const show: Handler = async (web, req, res) => {
  const page = await selectCustomerPage(web.runtime.db, idParameter(req, '客户'));
  const { id, mergedInto, name } = page.customer;
  if (mergedInto !== null) {
    flash(req, 'warning', `“${name}”已并入本客户，以下是合并后的档案。`);
    return res.redirect(303, paths.customer(mergedInto));
  }
  await logPageAccess(web, req, { action: 'view-customer', detail: name });
  await renderPage(web, req, res, 'customers/show', {
    title: name,
    customer: page.customer,
    ...sections(page, todayOf(web)),
    ...(await web.ticketsOfCustomer(personOf(req), id)),
    changes: changeViews(web, page.changes, page.sites),
    historyHref: paths.customerHistory(id),
    isCut: page.isCut,
    mayEdit: mayEdit(req),
    mayMerge: isPermitted(permissions.mergeCustomers, personOf(req)),
    back: { href: paths.customers(), label: '客户档案' },
  });
};

/** GET /customers/:id/history */
export const history: Handler = async (web, req, res) => {
  const page = await selectCustomerPage(web.runtime.db, idParameter(req, '客户'));
  const { id, name } = page.customer;
  const { after } = listQuery(req);
  const { changes, next } = await selectHistory(web.runtime.db, id, undefined, after);
  await renderPage(web, req, res, 'customers/history', {
    title: '修改记录',
    subtitle: name,
    changes: changeViews(web, changes, page.sites),
    next: next && withQuery(paths.customerHistory(id), { after: next }),
    first: after && paths.customerHistory(id),
    back: { href: paths.customer(id), label: name },
  });
};

/** The department's calendar day. */
function todayOf({ runtime, config }: Web): string {
  return DateTime.fromJSDate(runtime.clock.now()).setZone(config.timeZone).toISODate() as string;
}

const mayEdit = (req: Request) => isPermitted(permissions.editCustomerFile, personOf(req));

function changeViews(web: Web, changes: ListedChange[], sites: CustomerPage['sites']) {
  const names = new Map(sites.map(({ id, name }) => [id, name]));
  return changes.map((change) => changeView(change, names, web.runtime.clock.now(), web.config.timeZone));
}

function sections({ customer, sites, contacts, products, contracts }: CustomerPage, today: string) {
  const siteNames = new Map(sites.map(({ id, name }) => [id, name]));
  const edit = (kind: keyof typeof listNames, id: number) =>
    paths.fileRecordEdit(customer.id, listNames[kind], id);
  const siteOf = (siteId: number | null) => (siteId === null ? null : siteNames.get(siteId));
  return {
    sites: sites.map((site) => ({ ...site, edit: edit('site', site.id) })),
    contacts: contacts.map((contact) => ({
      ...contact,
      site: siteOf(contact.siteId),
      edit: edit('contact', contact.id),
    })),
    products: products.map((product) => ({
      ...product,
      site: siteOf(product.siteId),
      warranty: warrantyBadge(product, today),
      edit: edit('product', product.id),
    })),
    contracts: contracts.map((contract) => ({
      ...contract,
      price: priceText(contract.priceCents),
      state: contractBadge(contract, today),
      edit: edit('contract', contract.id),
    })),
  };
}
