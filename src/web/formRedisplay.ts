import type { CustomerValue, ProductValue } from '../forms/types.js';
import type { LookupOption } from '../forms/viewTypes.js';
import { findCustomers, findProducts } from '../queries/customerFile.js';
import type { Web } from './deps.js';
import type { FormAction } from './formSubmission.js';

type Data = Record<string, unknown>;

/** What a button that works on the page only makes of what was typed, for browsers without JavaScript. */
export async function onPage(
  web: Web,
  action: FormAction,
  data: Data,
): Promise<{ data: Data; lookups?: Record<string, LookupOption[]> }> {
  if (action.kind === 'addRow') return { data: withNewRow(data, action.path) };
  return { data, lookups: await lookupMatches(web, data, action) };
}

/** The data with one more empty row in the table at `path`. */
export function withNewRow(data: Data, path: string): Data {
  const rows = Array.isArray(data[path]) ? data[path] : [];
  return { ...data, [path]: [...rows, {}] };
}

/** Matches in the customer file for what was typed into the customer or product field, for a page without JavaScript. */
async function lookupMatches(
  web: Web,
  data: Data,
  action: FormAction,
): Promise<Record<string, LookupOption[]>> {
  if (action.kind !== 'lookup') return {};
  const typed = data[action.path] as { name?: unknown } | undefined;
  const text = typeof typed?.name === 'string' ? typed.name : '';
  const isProduct = action.path === 'product';
  const customerId = (data.customer as CustomerValue | undefined)?.id ?? null;
  if (isProduct && customerId === null) return { [action.path]: [] };
  const matches = isProduct
    ? await findProducts(web.runtime.db, customerId as number, text)
    : await findCustomers(web.runtime.db, text);
  return { [action.path]: matches.map((value) => ({ value, label: partnerLabel(value) })) };
}

function partnerLabel(value: CustomerValue | ProductValue): string {
  const { id: _, ...texts } = value;
  return Object.values(texts).filter(Boolean).join(' · ');
}
