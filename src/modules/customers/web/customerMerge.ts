import type { Request, Response } from 'express';
import { InvalidForm, NotFound } from '../../../platform/errors.js';
import { runCommand } from '../../../platform/runCommand.js';
import { choice, form, formWith, text, wholeNumber } from '../../../platform/web/bodyShapes.js';
import type { Handler, Web } from '../../../platform/web/deps.js';
import { flash } from '../../../platform/web/flash.js';
import { idParameter } from '../../../platform/web/parameters.js';
import { paths } from '../../../platform/web/paths.js';
import { personOf } from '../../../platform/web/person.js';
import { receives } from '../../../platform/web/receives.js';
import { renderPage } from '../../../platform/web/renderPage.js';
import { type MoveTickets, mergeCustomers } from '../commands/mergeCustomers.js';
import { recordForm } from '../model/recordForms.js';
import { selectCustomerPage } from '../read/customerPage.js';
import { searchCustomers } from '../read/customerSearch.js';
import type { CustomerRow } from '../store/customers.js';

const maxFound = 20;
const fieldNames = Object.keys(recordForm('customer').schema.properties) as (keyof CustomerRow)[];

const searchBody = form({ text: text('客户名称、电话或序列号', 100) });
/** Of which record each value is kept, where both have one. */
const mergeBody = formWith(
  { _revision: wholeNumber, _otherRevision: wholeNumber },
  {
    values: {
      names: new RegExp(`^(${fieldNames.join('|')})$`),
      value: choice('保留的内容', ['kept', 'gone']),
    },
  },
);

declare module '../../../platform/web/deps.js' {
  interface Web {
    moveTickets: MoveTickets;
  }
}

/** GET /customers/:id/merge: asks which other customer is the same one. */
export const choose: Handler = (web, req, res) => showChoice(web, req, res, null);

/** POST /customers/:id/merge/search: looks for it, by POST as customer data belongs in no URL. */
export const search = receives(searchBody, (web, req, res, { text: typed }) =>
  showChoice(web, req, res, typed.trim()),
);

/** GET /customers/:id/merge/:otherId: both side by side. */
export const compare: Handler = async (web, req, res) => {
  const kept = await load(web, req, 'id');
  const gone = await load(web, req, 'otherId');
  if (kept.customer.id === gone.customer.id) return res.redirect(303, paths.customerMerge(kept.customer.id));
  await renderPage(web, req, res, 'customers/mergeCompare', {
    title: '合并客户',
    kept: kept.customer,
    gone: gone.customer,
    action: paths.customerMergeWith(kept.customer.id, gone.customer.id),
    swapHref: paths.customerMergeWith(gone.customer.id, kept.customer.id),
    fields: fieldNames.flatMap((name) => choiceOf(name, kept.customer, gone.customer)),
    moved: {
      products: gone.products.length,
      contracts: gone.contracts.length,
      sites: gone.sites.length,
      contacts: gone.contacts.length,
    },
    back: { href: paths.customer(kept.customer.id), label: kept.customer.name },
  });
};

/** POST /customers/:id/merge/:otherId */
export const merge = receives(mergeBody, async (web, req, res, body) => {
  const [id, otherId] = [idParameter(req, '客户'), idParameter(req, '客户', 'otherId')];
  await runCommand(web.runtime, personOf(req), mergeCustomers, {
    kept: { id, revision: body._revision },
    gone: { id: otherId, revision: body._otherRevision },
    takeOver: fieldNames.filter((name) => body.values[name] === 'gone'),
    moveTickets: web.moveTickets,
  });
  flash(req, 'success', '两户已合并。原档案的地址会转到这里，修改记录全部保留。');
  res.redirect(303, paths.customer(id));
});

async function load(web: Web, req: Request, name: 'id' | 'otherId') {
  const page = await selectCustomerPage(web.runtime.db, idParameter(req, '客户', name));
  if (page.customer.mergedInto !== null) throw new NotFound('客户');
  return page;
}

async function showChoice(web: Web, req: Request, res: Response, text: string | null): Promise<void> {
  const { customer } = await load(web, req, 'id');
  const found = await searchCustomers(web.runtime.db, text ?? customer.nameKey, maxFound);
  const others = found.filter(({ id }) => id !== customer.id);
  if (text === '') {
    throw new InvalidForm([{ path: 'text', message: '请输入要合并的客户名称、电话或序列号。' }]);
  }
  await renderPage(web, req, res, 'customers/merge', {
    title: '合并客户',
    subtitle: customer.name,
    text: text ?? '',
    isSearch: text !== null,
    searchAction: paths.customerMergeSearch(customer.id),
    found: others.map((other) => ({ ...other, href: paths.customerMergeWith(customer.id, other.id) })),
    back: { href: paths.customer(customer.id), label: customer.name },
  });
}

/** A field in which the two customers differ; a value that only one of them has is kept without a question. */
function choiceOf(name: keyof CustomerRow, kept: CustomerRow, gone: CustomerRow) {
  const [own, other] = [kept[name], gone[name]];
  if (own === null || other === null || own === other) return [];
  return [{ name, label: recordForm('customer').schema.properties[name]?.title, own, other }];
}
