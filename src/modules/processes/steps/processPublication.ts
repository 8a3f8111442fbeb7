import { InvalidDefinition, InvalidForm, StaleRecord } from '../../../platform/errors.js';
import type { CommandContext } from '../../../platform/runCommand.js';
import { type PublishingValue, selectOptionalSetting } from '../../settings/index.js';
import { draftFingerprint } from '../model/processDrafts.js';
import { needsApproval } from '../model/publishing.js';
import { selectOwnerIds } from '../read/processPublication.js';
import { selectOptionalLatestDefinition } from '../store/processDefinitions.js';
import { selectDraftForms } from '../store/processDraftForms.js';
import type { ProcessDraftRow } from '../store/processDrafts.js';
import { type CheckedDraft, checkDraft } from './checkDraft.js';
import type { FormTexts } from './deployDefinition.js';
import { type DesignerTools, usedServices } from './designerTools.js';

/** Whether a second owner must approve what is published of this process (R18). */
export async function isApprovalNeeded(
  { tx }: CommandContext,
  tools: DesignerTools,
  { key, xml }: { key: string; xml: string },
): Promise<boolean> {
  const value = (await selectOptionalSetting(tx, 'publishing')) as PublishingValue | undefined;
  return needsApproval(value, key, await usedServices(tools, xml));
}

/** Refuses when the draft or the published version changed since the page was shown. @throws {StaleRecord} */
export async function refuseIfChangedSinceShown(
  { tx }: CommandContext,
  draft: ProcessDraftRow,
  fingerprint: string,
): Promise<void> {
  const latest = await selectOptionalLatestDefinition(tx, draft.processKey);
  if (draftFingerprint(draft, await selectDraftForms(tx, draft.id), latest?.version ?? 0) !== fingerprint)
    throw new StaleRecord('草稿或现行版本');
}

/** Checks the draft as deployment does. @throws {InvalidDefinition} with every error */
export async function checkForPublication(
  { tx }: CommandContext,
  tools: DesignerTools,
  draft: ProcessDraftRow,
): Promise<CheckedDraft> {
  const result = await checkDraft(tx, tools, draft, draft.xml);
  refuseErrors(`${draft.processKey}.bpmn`, result);
  return result;
}

/** @throws {InvalidDefinition} */
export function refuseErrors(source: string, { problems }: CheckedDraft): void {
  const errors = problems.filter(({ severity }) => severity === 'error');
  if (errors.length === 0) return;
  throw new InvalidDefinition(
    source,
    errors.map(({ elementId, elementName, message }) => ({ elementId, elementName, message })),
  );
}

/** @throws {InvalidForm} when nothing would change */
export function refuseIfNothingChanged({ deployed, version }: { deployed: boolean; version: number }): void {
  if (deployed) return;
  const message = `内容与现行版本（第 ${version} 版）相同，不需要发布。`;
  throw new InvalidForm([{ path: '', message }]);
}

/** Ids of the other active owners of the process: those who may approve. */
export async function selectOtherOwnerIds(
  { tx, actor }: CommandContext,
  processKey: string,
): Promise<number[]> {
  const owners = await selectOwnerIds(tx, processKey);
  return owners.filter((id) => id !== actor.id);
}

/** The forms as `deployDefinition` takes them. */
export function formTextsOf(forms: CheckedDraft['forms']): FormTexts {
  return new Map([...forms].map(([key, { form, text }]) => [key, { title: form.title, text }]));
}
