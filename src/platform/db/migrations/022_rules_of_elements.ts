import type { Knex } from 'knex';

interface Element {
  type: string;
  documentation: string | null;
  properties: Record<string, string>;
}

/**
 * Elements say by their property `rules` which rules they serve. Versions that were deployed before said it in their
 * documentation only (`…（R9、R18）`): what is kept of their elements gets the property, so that the auditor still finds their
 * tasks. Diagrams, and the hashes over them, stay as they are.
 */
export async function up(db: Knex): Promise<void> {
  await changeElements(db, ({ type, documentation, properties }) => {
    if (type === 'bpmn:Process') return properties;
    const named = [...(documentation ?? '').matchAll(/\bR(1[0-8]|[1-9])(?!\d)/g)].map(([rule]) => rule);
    const rules = [...new Set(named)].sort((a, b) => Number(a.slice(1)) - Number(b.slice(1)));
    return rules.length === 0 || properties.rules !== undefined
      ? properties
      : { ...properties, rules: rules.join(',') };
  });
}

export async function down(db: Knex): Promise<void> {
  await changeElements(db, ({ properties: { rules: _, ...others } }) => others);
}

async function changeElements(db: Knex, change: (element: Element) => Record<string, string>): Promise<void> {
  const ids: { id: number }[] = await db('process_definitions').orderBy('id').select('id');
  for (const { id } of ids) {
    const row = await db('process_definitions').where({ id }).first('elements');
    const elements = (JSON.parse(row.elements) as Element[]).map((element) => ({
      ...element,
      properties: change(element),
    }));
    await db('process_definitions')
      .where({ id })
      .update({ elements: JSON.stringify(elements) });
  }
}
