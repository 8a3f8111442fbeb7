import { processKeyPattern } from '../../../bpmn/checks/checkProcess.js';
import { describeImport } from '../../../bpmn/foreign/describeImport.js';
import { newDiagram } from '../../../bpmn/newDiagram.js';
import { type FieldError, InvalidForm, NotFound } from '../../../platform/errors.js';
import type { CommandContext } from '../../../platform/runCommand.js';
import type { OpenedFile } from '../steps/diagramWork.js';
import { recordDraftEvent, refuseUnlessOwner } from '../steps/loadProcessDraft.js';
import {
  type ProcessDefinitionRow,
  selectDefinition,
  selectOptionalDefinitionId,
  selectOptionalLatestDefinition,
} from '../store/processDefinitions.js';
import { insertProcessDraft, selectUnfinishedDrafts } from '../store/processDrafts.js';

/**
 * What a draft starts from: a version of a process (the newest unless `version` is given), nothing, or an uploaded file.
 */
export type CreateProcessDraftInput =
  | { from: 'version'; processKey: string; version?: number }
  | { from: 'nothing'; processKey: string; name: string }
  /** An empty key or name is read from the file; the key is rewritten with the characters that keys may have. */
  | { from: 'file'; processKey: string; name: string; opened: OpenedFile | { refusal: string } };

/**
 * Creates a draft and returns its id.
 * @throws {NotAllowed} {NotFound} {InvalidForm} when key, name or file can't be used
 */
export async function createProcessDraft(
  context: CommandContext,
  input: CreateProcessDraftInput,
): Promise<number> {
  if (input.from === 'version') {
    const { id, key, name, xml } = await selectVersion(context, input.processKey, input.version);
    return insertDraft(context, { processKey: key, name, xml, baseDefinitionId: id });
  }
  if (input.from === 'file') {
    const { note, ...draft } = await readFile(context, input);
    return insertDraft(context, draft, note);
  }
  const name = input.name.trim();
  const errors = [...keyErrors(input.processKey), ...nameErrors(name)];
  if (errors.length === 0 && (await isKeyTaken(context, input.processKey)))
    errors.push({ path: 'processKey', message: '已有编号相同的流程或草稿，请换一个编号。' });
  if (errors.length > 0) throw new InvalidForm(errors);
  const xml = newDiagram(input.processKey, name);
  return insertDraft(context, { processKey: input.processKey, name, xml, baseDefinitionId: null });
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

/** Keeps the file as it was uploaded, except for what is repaired or translated so that it runs here; the note names both. */
async function readFile(context: CommandContext, input: Extract<CreateProcessDraftInput, { from: 'file' }>) {
  const { opened } = input;
  if (input.processKey !== '') refuseErrors(keyErrors(input.processKey));
  if (opened.refusal !== null) throw new InvalidForm([{ path: 'file', message: opened.refusal }]);
  const { id: processKey, ownId, name: ownName } = opened.process;
  const isRenamed = input.processKey === '' && ownId !== processKey;
  if (isRenamed && (await isKeyTaken(context, processKey))) {
    const message = `文件里的编号「${ownId}」改写为 ${processKey} 后与现有的流程或草稿相同，请填写一个编号。`;
    throw new InvalidForm([{ path: 'processKey', message }]);
  }
  const name = input.name.trim() || ownName || processKey;
  refuseErrors([...keyErrors(processKey), ...nameErrors(name)]);
  const baseDefinitionId = (await selectOptionalLatestDefinition(context.tx, processKey))?.id ?? null;
  return {
    processKey,
    name,
    xml: opened.xml,
    baseDefinitionId,
    note: describeImport(opened, opened.encoding),
  };
}

function refuseErrors(errors: FieldError[]): void {
  if (errors.length > 0) throw new InvalidForm(errors);
}

const maxKeyLength = 50;
const maxNameLength = 100;

function keyErrors(key: string): FieldError[] {
  if (processKeyPattern.test(key) && key.length <= maxKeyLength) return [];
  const rule = `流程编号只能用小写字母、数字和连字符，以字母开头，最多 ${maxKeyLength} 个字符，例如 spare-parts。`;
  return [{ path: 'processKey', message: key === '' ? `请填写流程编号。${rule}` : rule }];
}

function nameErrors(name: string): FieldError[] {
  if (name === '') return [{ path: 'name', message: '请填写流程名称。' }];
  if (name.length <= maxNameLength) return [];
  return [{ path: 'name', message: `流程名称最多 ${maxNameLength} 个字。` }];
}

async function isKeyTaken({ tx }: CommandContext, key: string): Promise<boolean> {
  if (await selectOptionalLatestDefinition(tx, key)) return true;
  return (await selectUnfinishedDrafts(tx, key)).length > 0;
}

async function insertDraft(
  context: CommandContext,
  draft: { processKey: string; name: string; xml: string; baseDefinitionId: number | null },
  note: string | null = null,
): Promise<number> {
  await refuseUnlessOwner(context, draft.processKey);
  const stamp = { createdBy: context.actor.id, createdAt: context.now.toISOString() };
  const id = await insertProcessDraft(context.tx, { ...draft, sourceHash: null, ...stamp });
  await recordDraftEvent(context, id, 'created', note);
  return id;
}
