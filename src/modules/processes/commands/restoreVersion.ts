import { InvalidForm, NotFound, StaleRecord } from '../../../platform/errors.js';
import { readReason } from '../../../platform/readReason.js';
import type { CommandContext } from '../../../platform/runCommand.js';
import { draftFingerprint } from '../model/processDrafts.js';
import { checkCandidate } from '../steps/checkDraft.js';
import { deployDefinition } from '../steps/deployDefinition.js';
import type { DesignerTools } from '../steps/designerTools.js';
import { recordDraftEvent, refuseUnlessOwner } from '../steps/loadProcessDraft.js';
import {
  formTextsOf,
  isApprovalNeeded,
  refuseErrors,
  refuseIfNothingChanged,
} from '../steps/processPublication.js';
import { queueProcessFiles } from '../steps/queueProcessFiles.js';
import { selectFormsOfDefinition } from '../store/formDefinitions.js';
import {
  lockDefinitions,
  type ProcessDefinitionRow,
  selectDefinition,
  selectLatestDefinition,
  selectOptionalDefinitionId,
} from '../store/processDefinitions.js';
import { selectDraftForms, upsertDraftForm } from '../store/processDraftForms.js';
import { insertProcessDraft } from '../store/processDrafts.js';
import { submitProcessDraft } from './submitProcessDraft.js';

export interface RestoreVersionInput {
  processKey: string;
  version: number;
  /** The newest version when the page was shown. */
  latestVersion: number;
  comment: string;
  tools: DesignerTools;
}

/**
 * Publishes an older version with its forms again as a new version. Where a second owner must approve (R18), it is
 * submitted as a draft instead. Running tickets stay on their versions.
 * @returns the new version, or the draft that waits for approval
 * @throws {NotAllowed} {NotFound} {StaleRecord} {InvalidForm} {InvalidDefinition} when it can no longer run
 */
export async function restoreVersion(
  context: CommandContext,
  input: RestoreVersionInput,
): Promise<{ version: number } | { draftId: number }> {
  const { tx, actor } = context;
  await refuseUnlessOwner(context, input.processKey);
  const latest = await selectLatestDefinition(tx, input.processKey);
  if (latest.version !== input.latestVersion) throw new StaleRecord('现行版本');
  const old = await selectOldVersion(context, input);
  const comment = readReason(input.comment, '恢复原因', 'comment');
  const forms = new Map((await selectFormsOfDefinition(tx, old.id)).map(({ key, schema }) => [key, schema]));
  const versionComment = `恢复第 ${old.version} 版：${comment}`;
  if (await isApprovalNeeded(context, input.tools, old))
    return submitRestoredVersion(context, input, old, forms, versionComment);

  await lockDefinitions(tx);
  const result = await checkCandidate(tx, input.tools, { processKey: old.key, xml: old.xml, forms });
  const source = `${old.key}.bpmn`;
  refuseErrors(source, result);
  const deployment = await deployDefinition(context, {
    source,
    xml: old.xml,
    checked: result.checked,
    forms: formTextsOf(result.forms),
    publication: {
      publishedBy: actor.id,
      comment: versionComment,
      approvedBy: null,
      restoredFrom: old.version,
    },
  });
  refuseIfNothingChanged(deployment);
  await queueProcessFiles(context, old.key);
  return { version: deployment.version };
}

async function selectOldVersion(
  { tx }: CommandContext,
  { processKey, version, latestVersion }: RestoreVersionInput,
): Promise<ProcessDefinitionRow> {
  if (version === latestVersion) throw new InvalidForm([{ path: '', message: '这已经是现行版本。' }]);
  const id = await selectOptionalDefinitionId(tx, processKey, version);
  if (id === undefined) throw new NotFound('流程版本');
  return selectDefinition(tx, id);
}

async function submitRestoredVersion(
  context: CommandContext,
  { tools, latestVersion }: RestoreVersionInput,
  { id, key, name, xml }: ProcessDefinitionRow,
  forms: ReadonlyMap<string, string>,
  comment: string,
): Promise<{ draftId: number }> {
  const { tx, actor, now } = context;
  const at = now.toISOString();
  const draft = { processKey: key, name, xml, baseDefinitionId: id, sourceHash: null };
  const draftId = await insertProcessDraft(tx, { ...draft, createdBy: actor.id, createdAt: at });
  await recordDraftEvent(context, draftId, 'created', comment);
  const current = new Map((await tools.forms.entries(tx)).map(({ form, text }) => [form.key, text]));
  for (const [formKey, schema] of forms) {
    if (current.get(formKey) === schema) continue;
    await upsertDraftForm(tx, { draftId, formKey, schema, updatedBy: actor.id, updatedAt: at });
  }
  const fingerprint = draftFingerprint({ revision: 1 }, await selectDraftForms(tx, draftId), latestVersion);
  await submitProcessDraft(context, { draftId, fingerprint, comment, tools });
  return { draftId };
}
