import type { Knex } from 'knex';
import { selectGroups } from '../db/directory.js';
import { selectForms, selectLatestFormIds } from '../db/formDefinitions.js';
import { checkDefinition } from '../engine/checkDefinition.js';
import type { CheckedDefinition } from '../engine/types.js';
import { loadForms } from '../forms/loadForms.js';
import { serviceRules } from '../rules/serviceRules.js';
import { taskActions } from '../rules/taskActions.js';
import { contentHashOf, type FormTexts } from './deployDefinition.js';
import { type ProcessFolders, readFolder } from './processFolder.js';

/** A diagram of the folder with the forms that it names. */
export interface FolderProcess {
  /** File name. */
  path: string;
  /** The process that the file is for, by its name. */
  key: string;
  xml: string;
  checked: CheckedDefinition;
  forms: FormTexts;
  contentHash: string;
}

/**
 * Reads and checks all diagrams and forms of the folder.
 * @param topics names of the services that diagrams may call
 * @throws {InvalidFormDefinition} naming the file
 */
export async function readProcessFolder(
  db: Knex,
  folders: ProcessFolders,
  topics: ReadonlySet<string>,
): Promise<FolderProcess[]> {
  const forms = await readForms(db, folders.forms);
  const files = await readFolder(folders.processes, '.bpmn');
  const known = {
    formKeys: new Set(forms.keys()),
    groups: new Set((await selectGroups(db)).map((group) => group.id)),
    topics,
    processKeys: new Set(files.map(({ path }) => keyOf(path, '.bpmn'))),
    taskActions: new Set<string>(taskActions),
    rules: new Set(Object.keys(serviceRules)),
  };
  const processes = [];
  for (const { path, text: xml } of files) {
    const checked = await checkDefinition(xml, known);
    const own = new Map([...forms].filter(([key]) => checked.formKeys.includes(key)));
    const contentHash = contentHashOf(xml, checked.formKeys, own);
    processes.push({ path, key: keyOf(path, '.bpmn'), xml, checked, forms: own, contentHash });
  }
  return processes;
}

/** What is deployed already was checked then: compiling all forms of a department again takes seconds. */
async function readForms(db: Knex, folder: string): Promise<FormTexts> {
  const files = await readFolder(folder, '.schema.json');
  const deployed = await selectForms(db, [...(await selectLatestFormIds(db)).values()]);
  const forms = loadForms(files, new Map(deployed.map(({ key, schema }) => [key, schema])));
  return new Map(
    files.map(({ path, text }) => {
      const key = keyOf(path, '.schema.json');
      return [key, { title: forms.get(key)?.title ?? key, text }];
    }),
  );
}

const keyOf = (path: string, ending: string) => path.slice(0, -ending.length);
