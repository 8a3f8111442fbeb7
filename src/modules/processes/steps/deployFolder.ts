import type { Knex } from 'knex';
import { selectUnfinishedJobsOfKind } from '../../../jobs/store/jobs.js';
import { systemActor } from '../../../platform/actor.js';
import { InvalidDefinition } from '../../../platform/errors.js';
import { type CommandContext, type Runtime, runCommand } from '../../../platform/runCommand.js';
import { type PublishingValue, selectOptionalSetting, standardPublishing } from '../../settings/index.js';
import { needsApproval } from '../model/publishing.js';
import { selectOptionalLatestDefinition } from '../store/processDefinitions.js';
import { checkCalls } from './checkCalls.js';
import { deployDefinition } from './deployDefinition.js';
import type { ServiceDescription } from './designerTools.js';
import { draftFolderProcess } from './draftFolderProcess.js';
import type { ProcessFolders } from './processFolder.js';
import {
  checkFolderFile,
  type FolderFile,
  type FolderProcess,
  readProcessFolder,
  wasPublished,
} from './readProcessFolder.js';

/** What became of one file of the folder. */
export interface PickedUp {
  key: string;
  /** The version in force; 0 without one. */
  version: number;
  /** True when the file became this version now. */
  deployed: boolean;
  /** The draft that the file became now. */
  draftId?: number;
}

/**
 * Takes up every `processes/*.bpmn` whose content, or a form of which, was never a version before: as the next version, or
 * as a draft where that is set or where a second owner must approve (R18). A file to which a publication is still to be
 * written is older than what is in force and is left alone. All others are checked before the first is stored. Who may
 * write the folder administers the machine and is trusted: services that change permissions make no draft of a file.
 * @param services what diagrams may call
 * @throws {InvalidDefinition} {InvalidFormDefinition} naming the file
 */
export async function deployFolder(
  runtime: Runtime,
  folders: ProcessFolders,
  services: readonly ServiceDescription[],
): Promise<PickedUp[]> {
  const { db } = runtime;
  const setting = ((await selectOptionalSetting(db, 'publishing')) ?? standardPublishing) as PublishingValue;
  const unwritten = (await selectUnfinishedJobsOfKind(db, 'writeProcess')).map(
    (job) => job.payload.processKey,
  );
  const folder = await readProcessFolder(db, folders);
  const found: FoundFile[] = [];
  for (const file of folder.files) {
    const isOlder = unwritten.includes(file.key) || (await wasPublished(db, file, folder.forms));
    if (isOlder) {
      found.push({ file });
      continue;
    }
    const changed = await checkFolderFile(db, folder, file, services);
    const asDraft = setting.pickUp === 'draft' || needsApproval(setting, file.key, []);
    refuseUnusable(changed, asDraft);
    found.push({ file, changed, asDraft });
  }
  await refuseCircles(
    db,
    found.flatMap(({ changed, asDraft }) => (changed && !asDraft ? [changed] : [])),
  );
  const results = [];
  for (const one of found) results.push(await runCommand(runtime, systemActor, pickUp, one));
  return results;
}

/** A draft may have to be mended yet; a version may not. */
function refuseUnusable({ path, checked }: FolderProcess, asDraft: boolean): void {
  const isReadable = checked.key !== '';
  if (checked.problems.length > 0 && !(asDraft && isReadable))
    throw new InvalidDefinition(path, checked.problems);
  if (`${checked.key}.bpmn` === path) return;
  const message = `文件名应与流程编号一致：${checked.key}.bpmn。`;
  throw new InvalidDefinition(path, [{ elementId: checked.key, elementName: checked.name, message }]);
}

/** Files that call one another in a circle, also through processes in force. @throws {InvalidDefinition} */
async function refuseCircles(db: Knex, files: readonly FolderProcess[]): Promise<void> {
  const together = files.map(({ key, checked, xml }) => ({ key, name: checked.name, xml }));
  for (const { path, key, checked, xml } of files) {
    const problems = await checkCalls(db, { key, name: checked.name, xml }, together);
    if (problems.length > 0) throw new InvalidDefinition(path, problems);
  }
}

/** A file with what is new in it, if anything is. */
interface FoundFile {
  file: FolderFile;
  changed?: FolderProcess;
  asDraft?: boolean;
}

async function pickUp(context: CommandContext, { file, changed, asDraft }: FoundFile): Promise<PickedUp> {
  const { key, path: source } = file;
  const version = (await selectOptionalLatestDefinition(context.tx, key))?.version ?? 0;
  if (!changed) return { key, version, deployed: false };
  if (asDraft) return { key, version, deployed: false, draftId: await draftFolderProcess(context, changed) };
  const { xml, checked, forms } = changed;
  const deployment = await deployDefinition(context, { source, xml, checked, forms });
  return { key, version: deployment.version, deployed: deployment.deployed };
}
