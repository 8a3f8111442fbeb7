import type { Knex } from 'knex';
import type { KnownReferences } from '../../../bpmn/diagram.js';
import type { KnownFields } from '../../../bpmn/names/knownData.js';
import { readCheckedForm } from '../../../forms/schema/readCheckedForm.js';
import { knownFields } from '../../../forms/variables/knownFields.js';
import { selectFormsOfDefinition } from '../store/formDefinitions.js';
import { selectOptionalLatestDefinition } from '../store/processDefinitions.js';
import type { DiagramWork } from './diagramWork.js';

interface Together {
  xml: string;
  /** The fields of the forms that it may name, by their keys. */
  fields: ReadonlyMap<string, KnownFields>;
}

/**
 * What tickets of the processes that a diagram calls may know when they end, by process: as the versions in force have it,
 * or the diagrams that get into force together with it.
 */
export async function selectCalledFields(
  db: Knex,
  diagrams: Pick<DiagramWork, 'calls' | 'fieldsOfProcess'>,
  xml: string,
  serviceResults: KnownReferences['serviceResults'],
  together: ReadonlyMap<string, () => Together> = new Map(),
): Promise<ReadonlyMap<string, KnownFields>> {
  const fields = new Map<string, KnownFields>();
  for (const key of new Set((await diagrams.calls(xml)).map(({ calledElement }) => calledElement))) {
    const called = together.get(key)?.() ?? (await inForce(db, key));
    const known =
      called && (await diagrams.fieldsOfProcess(called.xml, { fields: called.fields, serviceResults }));
    if (known) fields.set(key, known);
  }
  return fields;
}

async function inForce(db: Knex, key: string): Promise<Together | null> {
  const definition = await selectOptionalLatestDefinition(db, key);
  if (!definition) return null;
  const rows = await selectFormsOfDefinition(db, definition.id);
  const fields = new Map(
    rows.map(({ key: form, schema }) => [form, knownFields(readCheckedForm(form, schema))]),
  );
  return { xml: definition.xml, fields };
}
