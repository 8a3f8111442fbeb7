import type { Knex } from 'knex';
import type { VariableTypes } from '../../../bpmn/expressions/evaluate.js';
import { calledBy, type Definition, loadDefinition, withCalled } from '../../../bpmn/loadDefinition.js';
import type { DefinitionElement } from '../../../bpmn/types.js';
import { readCheckedForm } from '../../../forms/schema/readCheckedForm.js';
import type { Form } from '../../../forms/schema/types.js';
import { variableTypes } from '../../../forms/variables/variableTypes.js';
import { selectFormsOfDefinition } from '../store/formDefinitions.js';
import {
  type ProcessDefinitionRow,
  selectDefinition,
  selectOptionalVersionCalled,
} from '../store/processDefinitions.js';

/** A process version ready for use, with the form versions it pins. */
export interface DeployedDefinition {
  row: ProcessDefinitionRow;
  engine: Definition;
  elements: Map<string, DefinitionElement>;
  forms: Map<string, DeployedForm>;
}

export interface DeployedForm {
  id: number;
  form: Form;
}

export interface DefinitionCache {
  /** @throws {NotFound} */
  load(db: Knex, id: number): Promise<DeployedDefinition>;
}

declare module '../../../platform/runCommand.js' {
  interface CommandTools {
    definitions: DefinitionCache;
  }
}

/** Keeps every version once loaded: versions are immutable and few. */
export function createDefinitionCache(): DefinitionCache {
  const loaded = new Map<number, DeployedDefinition>();
  const load: Load = async (db, id, callers) => {
    const known = loaded.get(id);
    if (known) return known;
    const definition = await loadDeployed(db, id, callers, load);
    loaded.set(id, definition);
    return definition;
  };
  return { load: (db, id) => load(db, id, []) };
}

/** `callers`: versions for whose calls this one is loaded; one that is among them is not loaded for them again. */
type Load = (db: Knex, id: number, callers: readonly number[]) => Promise<DeployedDefinition>;

async function loadDeployed(
  db: Knex,
  id: number,
  callers: readonly number[],
  load: Load,
): Promise<DeployedDefinition> {
  const row = await selectDefinition(db, id);
  const formRows = await selectFormsOfDefinition(db, id);
  const forms = new Map(
    formRows.map(({ id: formId, key, schema }) => [key, { id: formId, form: readCheckedForm(key, schema) }]),
  );
  const types = variableTypes([...forms.values()].map(({ form }) => form));
  const engine = loadDefinition(row.source, types);
  const called = await typesOfCalled(db, { ...row, engine }, callers, load);
  return {
    row,
    engine: called.size === 0 ? engine : withCalled(engine, types, called),
    elements: new Map(row.elements.map((element) => [element.id, element])),
    forms,
  };
}

/**
 * What is known of the data of the called processes, each in the version that this one was checked against when it was
 * published: what a published expression means never changes afterwards. A result that a later version of the called
 * process gives another type does not fit, and what can't be compared stops the ticket with the reason.
 */
async function typesOfCalled(
  db: Knex,
  { id, key, engine }: { id: number; key: string; engine: Definition },
  callers: readonly number[],
  load: Load,
): Promise<Map<string, VariableTypes>> {
  const types = new Map<string, VariableTypes>();
  for (const called of calledBy(engine)) {
    const version = called === key ? id : await selectOptionalVersionCalled(db, called, id);
    if (version === id) types.set(called, engine.types);
    else if (version !== undefined && !callers.includes(version))
      types.set(called, (await load(db, version, [...callers, id])).engine.types);
  }
  return types;
}
