import type { Knex } from 'knex';
import { selectMembers } from '../db/persons.js';
import type { Form, FormContext, PropertySchema } from '../forms/types.js';
import type { Actor } from '../rules/actor.js';

/** Loads what the forms need from the database: the members of every group that their person fields offer. */
export async function loadFormContext(
  db: Knex,
  forms: Form[],
  actor: Actor,
  moment: { now: Date; timeZone: string },
  variables: Record<string, unknown>,
): Promise<FormContext> {
  const groups = new Set(forms.flatMap((form) => groupsOf(form.schema)));
  return {
    now: moment.now.toISOString(),
    timeZone: moment.timeZone,
    actor: { id: actor.id as number, name: actor.name },
    people: await selectMembers(db, [...groups]),
    variables,
  };
}

function groupsOf(schema: Pick<PropertySchema, 'properties' | 'items'>): string[] {
  const children = [...Object.values(schema.properties ?? {}), ...(schema.items ? [schema.items] : [])];
  return children.flatMap((child) => [child['x-ui']?.group ?? [], groupsOf(child)].flat());
}
