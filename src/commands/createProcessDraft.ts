import {
  type ProcessDefinitionRow,
  selectDefinition,
  selectOptionalDefinitionId,
  selectOptionalLatestDefinition,
} from '../db/processDefinitions.js';
import { insertProcessDraft, selectUnfinishedDrafts } from '../db/processDrafts.js';
import { PROCESS_KEY } from '../engine/checks/checkProcess.js';
import { inspectDiagram } from '../engine/inspectDiagram.js';
import { newDiagram } from '../engine/newDiagram.js';
import { type FieldError, InvalidForm, NotFound } from '../errors.js';
import { recordDraftEvent, refuseUnlessOwner } from './openProcessDraft.js';
import type { CommandContext } from './runCommand.js';

/** What a draft begins with: a version of a process (the newest without `version`), nothing, or a file from elsewhere. */
export type CreateProcessDraftInput =
  | { from: 'version'; processKey: string; version?: number }
  | { from: 'nothing'; processKey: string; name: string }
  /** An empty key or name: as the file says. */
  | { from: 'file'; processKey: string; name: string; xml: string };

/**
 * Begins a draft; returns its id.
 * @throws {NotAllowed} {NotFound} {InvalidForm} when key, name or file can't be used
 */
export async function createProcessDraft(
  context: CommandContext,
  input: CreateProcessDraftInput,
): Promise<number> {
  if (input.from === 'version') {
    const { id, key, name, xml } = await selectVersion(context, input.processKey, input.version);
    return insert(context, { processKey: key, name, xml, baseDefinitionId: id });
  }
  if (input.from === 'file') return insert(context, await readFile(context, input));
  const name = input.name.trim();
  const errors = [...keyErrors(input.processKey), ...nameErrors(name)];
  if (errors.length === 0 && (await isKnown(context, input.processKey)))
    errors.push({ path: 'processKey', message: '已有编号相同的流程或草稿，请换一个编号。' });
  if (errors.length > 0) throw new InvalidForm(errors);
  const xml = newDiagram(input.processKey, name);
  return insert(context, { processKey: input.processKey, name, xml, baseDefinitionId: null });
}

async function selectVersion(
  { tx }: CommandContext,
  key: string,
  version: number | undefined,
): Promise<ProcessDefinitionRow> {
  const latest = await selectOptionalLatestDefinition(tx, key);
  if (!latest) throw new NotFound('流程');
  if (version === undefined || version === latest.version) return latest;
  const id = await selectOptionalDefinitionId(tx, key, version);
  if (id === undefined) throw new NotFound('流程版本');
  return selectDefinition(tx, id);
}

/** A file is kept as it came; if its process bears another key, the check says so and proposes to mend it. */
async function readFile({ tx }: CommandContext, input: { processKey: string; name: string; xml: string }) {
  const inspection = await inspectDiagram(input.xml);
  if (inspection.refusal !== null) throw new InvalidForm([{ path: 'file', message: inspection.refusal }]);
  const process = inspection.processes.find(({ isExecutable }) => isExecutable) ?? inspection.processes[0];
  const processKey = input.processKey || (process?.id ?? '');
  const name = input.name.trim() || process?.name || processKey;
  const errors = [...keyErrors(processKey), ...nameErrors(name)];
  if (errors.length > 0) throw new InvalidForm(errors);
  const baseDefinitionId = (await selectOptionalLatestDefinition(tx, processKey))?.id ?? null;
  return { processKey, name, xml: input.xml, baseDefinitionId };
}

const longestKey = 50;
const longestName = 100;

function keyErrors(key: string): FieldError[] {
  if (PROCESS_KEY.test(key) && key.length <= longestKey) return [];
  const rule = `流程编号只能用小写字母、数字和连字符，以字母开头，最多 ${longestKey} 个字符，例如 spare-parts。`;
  return [{ path: 'processKey', message: key === '' ? `请填写流程编号。${rule}` : rule }];
}

function nameErrors(name: string): FieldError[] {
  if (name === '') return [{ path: 'name', message: '请填写流程名称。' }];
  if (name.length <= longestName) return [];
  return [{ path: 'name', message: `流程名称最多 ${longestName} 个字。` }];
}

async function isKnown({ tx }: CommandContext, key: string): Promise<boolean> {
  if (await selectOptionalLatestDefinition(tx, key)) return true;
  return (await selectUnfinishedDrafts(tx, key)).length > 0;
}

async function insert(
  context: CommandContext,
  draft: { processKey: string; name: string; xml: string; baseDefinitionId: number | null },
): Promise<number> {
  await refuseUnlessOwner(context, draft.processKey);
  const stamp = { createdBy: context.actor.id, createdAt: context.now.toISOString() };
  const id = await insertProcessDraft(context.tx, { ...draft, sourceHash: null, ...stamp });
  await recordDraftEvent(context, id, 'created');
  return id;
}
