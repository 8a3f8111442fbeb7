import type { Knex } from 'knex';
import { checkDefinition } from '../../../bpmn/checkDefinition.js';
import { formKeysOf } from '../../../bpmn/describeElements.js';
import type { KnownFields } from '../../../bpmn/names/knownData.js';
import { withIds } from '../../../bpmn/parseDiagram.js';
import type { CheckedDefinition } from '../../../bpmn/types.js';
import { loadForms } from '../../../forms/schema/loadForms.js';
import { readCheckedForm } from '../../../forms/schema/readCheckedForm.js';
import { knownFields } from '../../../forms/variables/knownFields.js';
import { selectGroups } from '../../people/index.js';
import { serviceRules } from '../model/serviceRules.js';
import { taskActions } from '../model/taskActions.js';
import { selectForms, selectLatestFormIds } from '../store/formDefinitions.js';
import { selectDefinitionContents } from '../store/processDefinitions.js';
import { selectCalledFields } from './calledFields.js';
import { contentHashOf, type FormTexts } from './deployDefinition.js';
import type { ServiceDescription } from './designerTools.js';
import { diagramWork } from './diagramWork.js';
import { type ProcessFolders, readFolder } from './processFolder.js';

/** A diagram file of the folder, not parsed yet. */
export interface FolderFile {
  /** File name. */
  path: string;
  /** The process that the file is for, by its name. */
  key: string;
  xml: string;
}

/** The content of the folders of processes and forms. */
export interface ProcessFolder {
  files: FolderFile[];
  forms: FormTexts;
}

/** A diagram of the folder with the forms that it names. */
export interface FolderProcess extends FolderFile {
  checked: CheckedDefinition;
  forms: FormTexts;
  contentHash: string;
}

/**
 * Reads the diagrams of the folder as texts, and its forms, which it checks.
 * @throws {InvalidFormDefinition} naming the file
 */
export async function readProcessFolder(db: Knex, folders: ProcessFolders): Promise<ProcessFolder> {
  const forms = await readForms(db, folders.forms);
  const files = await readFolder(folders.processes, '.bpmn');
  return { files: files.map(({ path, text }) => ({ path, key: keyOf(path, '.bpmn'), xml: text })), forms };
}

/**
 * Reads a diagram of the folder and checks it.
 * @param services what diagrams may call
 */
export async function checkFolderFile(
  db: Knex,
  { files, forms }: ProcessFolder,
  file: FolderFile,
  services: readonly ServiceDescription[],
): Promise<FolderProcess> {
  const xml = await withIds(file.xml);
  const fieldsOf = (key: string) => fieldsOfForm(key, forms.get(key)?.text);
  const serviceResults = new Map(services.map(({ id, results }) => [id, results]));
  const together = new Map(
    files.map((one) => [one.key, () => ({ xml: one.xml, fields: fieldsNamedIn(one.xml, forms) })]),
  );
  const called = await selectCalledFields(db, diagramWork, xml, serviceResults, together);
  const checked = await checkDefinition(xml, {
    formKeys: new Set(forms.keys()),
    fieldsOf,
    fieldsOfCalled: (key) => called.get(key) ?? null,
    groups: new Set((await selectGroups(db)).map((group) => group.id)),
    topics: new Set(services.map(({ id }) => id)),
    serviceResults,
    processKeys: new Set(files.map(({ key }) => key)),
    taskActions: new Set<string>(taskActions),
    rules: new Set(Object.keys(serviceRules)),
  });
  const own = new Map([...forms].filter(([key]) => checked.formKeys.includes(key)));
  return { ...file, xml, checked, forms: own, contentHash: contentHashOf(xml, checked.formKeys, own) };
}

/**
 * Whether a version of the process ever had this content. The elements of each version say which forms count, so the
 * diagram need not be parsed: that takes most of a start.
 */
export async function wasEverPublished(
  db: Knex,
  { key, xml }: FolderFile,
  forms: FormTexts,
): Promise<boolean> {
  const versions = await selectDefinitionContents(db, key);
  return versions.some(
    ({ elements, contentHash }) => contentHashOf(xml, formKeysOf(elements), forms) === contentHash,
  );
}

/** Forms that are already deployed are not checked again: compiling all forms of a department takes seconds. */
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

function fieldsOfForm(key: string, text: string | undefined): KnownFields | null {
  return text === undefined ? null : knownFields(readCheckedForm(key, text));
}

function fieldsNamedIn(xml: string, forms: FormTexts): Map<string, KnownFields> {
  const named = [...forms].filter(([key]) => xml.includes(key));
  return new Map(named.map(([key, { text }]) => [key, knownFields(readCheckedForm(key, text))]));
}
