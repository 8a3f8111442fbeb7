import type { Knex } from 'knex';
import type { KnownReferences } from '../../../bpmn/diagram.js';
import { fieldsOfProcess } from '../../../bpmn/names/calledFields.js';
import type { KnownFields } from '../../../bpmn/names/knownData.js';
import { readCalls } from '../../../bpmn/readCalls.js';
import { readCheckedForm } from '../../../forms/schema/readCheckedForm.js';
import { knownFields } from '../../../forms/variables/knownFields.js';
import { selectFormsOfDefinition } from '../store/formDefinitions.js';
import { selectOptionalLatestDefinition } from '../store/processDefinitions.js';

interface Together {
  xml: string;
  fieldsOf: (formKey: string) => KnownFields | null;
}

/**
 * What tickets of the processes that a diagram calls may know when they end, by process: as the versions in force have it,
 * or the diagrams that get into force together with it.
 */
export async function selectCalledFields(
  db: Knex,
  xml: string,
  serviceResults: KnownReferences['serviceResults'],
  together: ReadonlyMap<string, Together> = new Map(),
): Promise<ReadonlyMap<string, KnownFields>> {
  const fields = new Map<string, KnownFields>();
  for (const key of new Set((await readCalls(xml)).map(({ calledElement }) => calledElement))) {
    const called = together.get(key) ?? (await inForce(db, key));
    const known =
      called && (await fieldsOfProcess(called.xml, { fieldsOf: called.fieldsOf, serviceResults }));
    if (known) fields.set(key, known);
  }
  return fields;
}

async function inForce(db: Knex, key: string): Promise<Together | null> {
  const definition = await selectOptionalLatestDefinition(db, key);
  if (!definition) return null;
  const rows = await selectFormsOfDefinition(db, definition.id);
  const forms = new Map(rows.map((row) => [row.key, row.schema]));
  const fieldsOf = (formKey: string) => {
    const schema = forms.get(formKey);
    return schema === undefined ? null : knownFields(readCheckedForm(formKey, schema));
  };
  return { xml: definition.xml, fieldsOf };
}
