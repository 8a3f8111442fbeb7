import type { Knex } from 'knex';
import { type Definition, loadDefinition } from '../../../bpmn/loadDefinition.js';
import type { DefinitionElement } from '../../../bpmn/types.js';
import { parseForm } from '../../../forms/schema/parseForm.js';
import type { Form } from '../../../forms/schema/types.js';
import { variableTypes } from '../../../forms/variables/variableTypes.js';
import { selectFormsOfDefinition } from '../store/formDefinitions.js';
import { type ProcessDefinitionRow, selectDefinition } from '../store/processDefinitions.js';

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
  return {
    async load(db, id) {
      const known = loaded.get(id);
      if (known) return known;
      const definition = await loadDeployed(db, id);
      loaded.set(id, definition);
      return definition;
    },
  };
}

async function loadDeployed(db: Knex, id: number): Promise<DeployedDefinition> {
  const row = await selectDefinition(db, id);
  const formRows = await selectFormsOfDefinition(db, id);
  const forms = new Map(
    formRows.map(({ id: formId, key, schema }) => [
      key,
      { id: formId, form: parseForm(`${key}.schema.json`, schema) },
    ]),
  );
  return {
    row,
    engine: loadDefinition(row.source, variableTypes([...forms.values()].map(({ form }) => form))),
    elements: new Map(row.elements.map((element) => [element.id, element])),
    forms,
  };
}
