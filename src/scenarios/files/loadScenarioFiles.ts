import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { InvalidScenarios } from '../errors.js';
import type { ScenarioFile } from '../types.js';
import { readScenarioFile } from './readScenarioFile.js';

const suffix = '.scenarios.json';

/**
 * The scenario files beside the diagrams of a folder; every diagram must have one, since an untested flow is not covered.
 * @throws {InvalidScenarios}
 */
export async function loadScenarioFiles(folder: string): Promise<ScenarioFile[]> {
  const names = (await readdir(folder)).sort();
  const keys = names.filter((name) => name.endsWith('.bpmn')).map((name) => name.slice(0, -'.bpmn'.length));
  const stray = names.filter(
    (name) => name.endsWith(suffix) && !keys.includes(name.slice(0, -suffix.length)),
  );
  if (stray.length > 0) throw new InvalidScenarios(stray[0] as string, ['旁边没有同名的流程图']);
  return Promise.all(keys.map((key) => loadOne(folder, key, names)));
}

async function loadOne(folder: string, key: string, names: readonly string[]): Promise<ScenarioFile> {
  const name = `${key}${suffix}`;
  if (!names.includes(name)) throw new InvalidScenarios(name, [`流程 ${key} 没有场景文件`]);
  const file = readScenarioFile(name, await readFile(join(folder, name), 'utf8'));
  if (file.process !== key) throw new InvalidScenarios(name, [`process 应为 ${key}，却是 ${file.process}`]);
  return file;
}
