import type { Knex } from 'knex';
import type { ElementChange } from '../../../bpmn/comparison/types.js';
import { compareForms } from '../../../forms/comparison/compareForms.js';
import type { FormChange } from '../../../forms/comparison/types.js';
import type { Form } from '../../../forms/schema/types.js';
import { selectGroups } from '../../people/index.js';
import { selectLatestDefinitions } from '../store/processDefinitions.js';
import type { ProcessDraftRow } from '../store/processDrafts.js';
import type { DefinitionCache } from './definitionCache.js';
import type { DiagramWork } from './diagramWork.js';
import { loadDraftForms } from './draftForms.js';
import type { FormCatalog } from './formCatalog.js';

/** One of the two things that are compared: a published version or a draft. */
export interface ComparedSide {
  xml: string;
  /** At least the forms that the diagram names and that exist. */
  forms: ReadonlyMap<string, Form>;
}

/** Names of what diagrams only know by an id. */
export interface ComparisonNames {
  elements: ReadonlyMap<string, string>;
  groups: ReadonlyMap<string, string>;
  forms: ReadonlyMap<string, string>;
  processes: ReadonlyMap<string, string>;
}

export interface ProcessComparison {
  /** Why one of the diagrams can't be read; then only the forms are compared. */
  problem: string | null;
  elements: ElementChange[];
  forms: FormChange[];
  names: ComparisonNames;
}

/** Everything that differs between two versions of a process: its diagram and the forms that it uses. */
export async function compareProcesses(
  db: Knex,
  diagrams: DiagramWork,
  older: ComparedSide,
  newer: ComparedSide,
): Promise<ProcessComparison> {
  const { problem, changes, formKeys, elementNames } = await diagrams.compare(older.xml, newer.xml);
  const used = [usedForms(older, formKeys.older), usedForms(newer, formKeys.newer)] as const;
  return {
    problem,
    elements: changes,
    forms: problem === null ? compareUsedForms(...used) : [],
    names: {
      elements: elementNames,
      groups: new Map((await selectGroups(db)).map(({ id, name }) => [id, name])),
      forms: new Map([...older.forms, ...newer.forms].map(([key, { title }]) => [key, title])),
      processes: new Map((await selectLatestDefinitions(db)).map(({ key, name }) => [key, name])),
    },
  };
}

/** A published version as one side. @throws {NotFound} */
export async function publishedSide(
  db: Knex,
  definitions: DefinitionCache,
  definitionId: number,
): Promise<ComparedSide> {
  const { row, forms } = await definitions.load(db, definitionId);
  return { xml: row.xml, forms: new Map([...forms].map(([key, { form }]) => [key, form])) };
}

/** A draft as one side: its own forms go before those of the department. */
export async function draftSide(
  db: Knex,
  catalog: FormCatalog,
  draft: Pick<ProcessDraftRow, 'id' | 'xml'>,
): Promise<ComparedSide> {
  const forms = await loadDraftForms(db, catalog, draft);
  return { xml: draft.xml, forms: new Map(forms.map(({ form }) => [form.key, form])) };
}

type Forms = ReadonlyMap<string, Form>;

function usedForms({ forms }: ComparedSide, keys: readonly string[]): Forms {
  return new Map(keys.flatMap((key) => (forms.has(key) ? [[key, forms.get(key)!]] : [])));
}

function compareUsedForms(older: Forms, newer: Forms): FormChange[] {
  const keys = [...new Set([...newer.keys(), ...older.keys()])];
  return keys.flatMap((key) => compareForms(older.get(key), newer.get(key)) ?? []);
}
