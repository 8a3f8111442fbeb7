import type { CustomerValue, Form, ProductValue } from '../../../forms/schema/types.js';
import type { LookupOption } from '../../../forms/view/viewTypes.js';
import type { FormAction } from '../../../forms/web/formSubmission.js';
import type { FieldError } from '../../../platform/errors.js';
import type { Web } from '../../../platform/web/deps.js';
import { findCustomers, findProducts } from '../read/customerFile.js';

type Data = Record<string, unknown>;

/** A form that is shown again with what was typed and the matches that were found. */
export interface FormRedisplay {
  /** The data, or a function that reads them once the form is known. */
  data: Data | ((form: Form, variables: Data) => Data);
  errors?: FieldError[];
  lookups?: Record<string, LookupOption[]>;
}

/** The typed data for the form. */
export function dataOf({ data }: FormRedisplay, form: Form, variables: Data): Data {
  return typeof data === 'function' ? data(form, variables) : data;
}

/** The redisplay after a button that only changes the page, for browsers without JavaScript. */
export async function redisplayOf(
  web: Web,
  action: FormAction,
  { data, errors }: { data: Data; errors: FieldError[] },
): Promise<FormRedisplay> {
  if (action.kind === 'addRow') return { data, errors };
  return { data, lookups: await lookupMatches(web, data, action) };
}

/** Matches in the customer file for the typed customer or product, for a page without JavaScript. */
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
  return { [action.path]: matches.map((value) => ({ value, label: fileRecordLabel(value) })) };
}

function fileRecordLabel(value: CustomerValue | ProductValue): string {
  const { id: _, ...texts } = value;
  return Object.values(texts).filter(Boolean).join(' · ');
}
