import type { Knex } from 'knex';
import { selectUnfinishedJobsOfKind } from '../../../jobs/store/jobs.js';
import { systemActor } from '../../../platform/actor.js';
import { InvalidDefinition } from '../../../platform/errors.js';
import { type CommandContext, type Runtime, runCommand } from '../../../platform/runCommand.js';
import { defaultPublishing, type PublishingValue, selectOptionalSetting } from '../../settings/index.js';
import { needsApproval } from '../model/publishing.js';
import { selectOptionalLatestDefinition } from '../store/processDefinitions.js';
import { checkCalls } from './checkCalls.js';
import { deployDefinition } from './deployDefinition.js';
import type { ServiceDescription } from './designerTools.js';
import { diagramWork } from './diagramWork.js';
import { draftFolderProcess } from './draftFolderProcess.js';
import type { ProcessFolders } from './processFolder.js';
import {
  checkFolderFile,
  type FolderFile,
  type FolderProcess,
  readProcessFolder,
  wasEverPublished,
} from './readProcessFolder.js';

/** The result for one file of the folder. */
export interface FolderFileResult {
  key: string;
  /** The version in force; 0 without one. */
  version: number;
  /** True when the file became this version now. */
  deployed: boolean;
  /** The draft that the file became now. */
  draftId?: number;
}

/**
 * Stores every `processes/*.bpmn` whose diagram or forms were never published before: as the next version, or as a draft
 * where the setting says so or a second owner must approve (R18). A file that a publication has still to overwrite is
 * outdated and is skipped. All others are checked before the first is stored. Whoever may write the folder administers the
 * machine and is trusted: a service that changes permissions does not turn a file into a draft.
 * @param services what diagrams may call
 * @throws {InvalidDefinition} {InvalidFormDefinition} naming the file
 */
export async function deployFolder(
  runtime: Runtime,
  folders: ProcessFolders,
  services: readonly ServiceDescription[],
): Promise<FolderFileResult[]> {
  const { db } = runtime;
  const setting = ((await selectOptionalSetting(db, 'publishing')) ?? defaultPublishing) as PublishingValue;
  const unwritten = (await selectUnfinishedJobsOfKind(db, 'writeProcess')).map(
    (job) => job.payload.processKey,
  );
  const folder = await readProcessFolder(db, folders);
  const found: FoundFile[] = [];
  for (const file of folder.files) {
    const isOlder = unwritten.includes(file.key) || (await wasEverPublished(db, file, folder.forms));
    if (isOlder) {
      found.push({ file });
      continue;
    }
    const changed = await checkFolderFile(db, folder, file, services);
    const asDraft = setting.pickUp === 'draft' || needsApproval(setting, file.key, []);
    refuseUnusable(changed, asDraft);
    found.push({ file, changed, asDraft });
  }
  await refuseCallCycles(
    db,
    found.flatMap(({ changed, asDraft }) => (changed && !asDraft ? [changed] : [])),
  );
  const results = new Map<FoundFile, FolderFileResult>();
  for (const one of await calledFirst(found))
    results.set(one, await runCommand(runtime, systemActor, storeFolderFile, one));
  return found.map((one) => results.get(one)!);
}

/** A version goes by those of the called processes that were there before it. */
async function calledFirst(found: readonly FoundFile[]): Promise<Set<FoundFile>> {
  const inOrder = new Set<FoundFile>();
  const add = async (one: FoundFile, callers: readonly FoundFile[]): Promise<void> => {
    if (callers.includes(one) || inOrder.has(one)) return;
    const called = one.changed ? await diagramWork.calls(one.file.xml) : [];
    for (const { calledElement } of called) {
      const other = found.find(({ file }) => file.key === calledElement);
      if (other) await add(other, [...callers, one]);
    }
    inOrder.add(one);
  };
  for (const one of found) await add(one, []);
  return inOrder;
}

/** A draft may still contain errors; a version may not. */
function refuseUnusable({ path, checked }: FolderProcess, asDraft: boolean): void {
  const isReadable = checked.key !== '';
  if (checked.problems.length > 0 && !(asDraft && isReadable))
    throw new InvalidDefinition(path, checked.problems);
  if (`${checked.key}.bpmn` === path) return;
  const message = `文件名应与流程编号一致：${checked.key}.bpmn。`;
  throw new InvalidDefinition(path, [{ elementId: checked.key, elementName: checked.name, message }]);
}

/**
 * Refuses files whose processes call each other in a cycle, also through published processes. @throws {InvalidDefinition}
 */
async function refuseCallCycles(db: Knex, files: readonly FolderProcess[]): Promise<void> {
  const together = files.map(({ key, checked, xml }) => ({ key, name: checked.name, xml }));
  for (const { path, key, checked, xml } of files) {
    const problems = await checkCalls(db, diagramWork, { key, name: checked.name, xml }, together);
    if (problems.length > 0) throw new InvalidDefinition(path, problems);
  }
}

/** A file and, when its content is new, the checked process. */
interface FoundFile {
  file: FolderFile;
  changed?: FolderProcess;
  asDraft?: boolean;
}

async function storeFolderFile(
  context: CommandContext,
  { file, changed, asDraft }: FoundFile,
): Promise<FolderFileResult> {
  const { key, path: source } = file;
  const version = (await selectOptionalLatestDefinition(context.tx, key))?.version ?? 0;
  if (!changed) return { key, version, deployed: false };
  if (asDraft) return { key, version, deployed: false, draftId: await draftFolderProcess(context, changed) };
  const { xml, checked, forms } = changed;
  const deployment = await deployDefinition(context, { source, xml, checked, forms });
  return { key, version: deployment.version, deployed: deployment.deployed };
}
