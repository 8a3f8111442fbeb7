import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { selectGroups } from '../db/directory.js';
import { checkDefinition } from '../engine/checkDefinition.js';
import { InvalidDefinition } from '../errors.js';
import { loadForms } from '../forms/loadForms.js';
import { systemActor } from '../rules/actor.js';
import { taskActions } from '../rules/taskActions.js';
import { deployDefinition } from './deployDefinition.js';
import { type Runtime, runCommand } from './runCommand.js';

/**
 * Deploys every `processes/*.bpmn` whose content, or a form of which, is new. All files are checked before the first is stored.
 * @param topics names of the services that diagrams may call
 * @throws {InvalidDefinition} {InvalidFormDefinition} naming the file
 */
export async function deployFolder(
  runtime: Runtime,
  folders: { processes: string; forms: string },
  topics: ReadonlySet<string>,
): Promise<{ key: string; version: number; deployed: boolean }[]> {
  const formFiles = await readFolder(folders.forms, '.schema.json');
  const forms = loadForms(formFiles);
  const texts = new Map(formFiles.map(({ path, text }) => [formKeyOf(path), text]));
  const files = await readFolder(folders.processes, '.bpmn');
  const known = {
    formKeys: new Set(forms.keys()),
    groups: new Set((await selectGroups(runtime.db)).map((group) => group.id)),
    topics,
    processKeys: new Set(files.map(({ path }) => path.slice(0, -'.bpmn'.length))),
    taskActions: new Set<string>(taskActions),
  };
  const inputs = [];
  for (const { path, text } of files) {
    const checked = await checkDefinition(text, known);
    if (checked.problems.length > 0) throw new InvalidDefinition(path, checked.problems);
    if (`${checked.key}.bpmn` !== path) {
      const message = `文件名应与流程编号一致：${checked.key}.bpmn。`;
      throw new InvalidDefinition(path, [{ elementId: checked.key, elementName: checked.name, message }]);
    }
    inputs.push({
      source: path,
      xml: text,
      checked,
      forms: new Map(
        checked.formKeys.map((key) => [
          key,
          { title: forms.get(key)?.title ?? key, text: texts.get(key) ?? '' },
        ]),
      ),
    });
  }
  const results = [];
  for (const input of inputs) results.push(await runCommand(runtime, systemActor, deployDefinition, input));
  return results;
}

function formKeyOf(path: string): string {
  return path.slice(0, -'.schema.json'.length);
}

/** Files of a folder with their names and texts, in the order of their names. */
async function readFolder(folder: string, ending: string): Promise<{ path: string; text: string }[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith(ending)).sort();
  return Promise.all(names.map(async (path) => ({ path, text: await readFile(join(folder, path), 'utf8') })));
}
