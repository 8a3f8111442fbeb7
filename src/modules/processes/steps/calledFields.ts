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
 * What tickets of the processes that a diagram calls may know when they end, by process, with what they get from those
 * that they call themselves: as the versions in force have it, or the diagrams that get into force together with it.
 */
export async function selectCalledFields(
  db: Knex,
  diagrams: Pick<DiagramWork, 'calls' | 'fieldsOfProcess'>,
  xml: string,
  serviceResults: KnownReferences['serviceResults'],
  together: ReadonlyMap<string, () => Together> = new Map(),
): Promise<ReadonlyMap<string, KnownFields>> {
  const found = new Map<string, KnownFields | null>();
  const fieldsOf = async (key: string): Promise<KnownFields | null> => {
    const process = together.get(key)?.() ?? (await inForce(db, key));
    if (!process) return null;
    const called = await fieldsCalledBy(process.xml);
    return diagrams.fieldsOfProcess(process.xml, { fields: process.fields, called, serviceResults });
  };
  const fieldsCalledBy = async (caller: string): Promise<ReadonlyMap<string, KnownFields>> => {
    const keys = new Set((await diagrams.calls(caller)).map(({ calledElement }) => calledElement));
    for (const key of keys) {
      if (found.has(key)) continue;
      // Until it is known: a process that calls itself learns nothing from itself.
      found.set(key, null);
      found.set(key, await fieldsOf(key));
    }
    return new Map([...keys].flatMap((key) => (found.get(key) ? [[key, found.get(key)!] as const] : [])));
  };
  return fieldsCalledBy(xml);
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
