import type { Knex } from 'knex';
import { DateTime } from 'luxon';
import type {
  FileFacts,
  Form,
  FormContext,
  ProductValue,
  PropertySchema,
} from '../../../forms/schema/types.js';
import type { Actor } from '../../../platform/actor.js';
import { selectMembers } from '../../people/index.js';
import { judgeWarranty } from '../model/warranty.js';
import { selectProduct } from '../store/products.js';

interface Moment {
  now: Date;
  timeZone: string;
}

/**
 * Loads what the forms need from the database: the members of every group that their person fields offer and, where a form
 * uses it, the warranty of the ticket's product from the customer file.
 */
export async function loadFormContext(
  db: Knex,
  forms: Form[],
  actor: Actor,
  moment: Moment,
  variables: Record<string, unknown>,
): Promise<FormContext> {
  const groups = new Set(forms.flatMap((form) => groupsOf(form.schema)));
  const asksFile = forms.some((form) =>
    Object.values(form.schema.properties).some((field) => field['x-ui']?.prefill?.startsWith('$file.')),
  );
  return {
    now: moment.now.toISOString(),
    timeZone: moment.timeZone,
    actor: { id: actor.id as number, name: actor.name },
    people: await selectMembers(db, [...groups]),
    variables,
    ...(asksFile ? { file: await fileFacts(db, moment, variables) } : {}),
  };
}

/** R16: the day on which the fault was reported counts, not the day of the work. */
async function fileFacts(
  db: Knex,
  { now, timeZone }: Moment,
  variables: Record<string, unknown>,
): Promise<FileFacts> {
  const productId = (variables.product as ProductValue | undefined)?.id;
  if (!productId) return {};
  const { receivedAt } = variables;
  const reported = typeof receivedAt === 'string' ? DateTime.fromISO(receivedAt) : DateTime.fromJSDate(now);
  const { warrantyUntil } = await selectProduct(db, productId);
  const { state, reason } = judgeWarranty(warrantyUntil, reported.setZone(timeZone).toISODate() as string);
  return state === 'unknown' ? {} : { inWarranty: state === 'inside', warrantyReason: `客户档案：${reason}` };
}

function groupsOf(schema: Pick<PropertySchema, 'properties' | 'items'>): string[] {
  const children = [...Object.values(schema.properties ?? {}), ...(schema.items ? [schema.items] : [])];
  return children.flatMap((child) => [child['x-ui']?.group ?? [], groupsOf(child)].flat());
}
