import { NotAllowed } from '../../../platform/errors.js';
import { paths } from '../../../platform/paths.js';
import { readReason } from '../../../platform/readReason.js';
import type { CommandContext } from '../../../platform/runCommand.js';
import { queueNotices } from '../../people/index.js';
import { whyNotPublish } from '../model/publishing.js';
import { type Deployment, deployDefinition, type Publication } from '../steps/deployDefinition.js';
import { loadOwnDraft, recordDraftEvent, refuseWhileLocked } from '../steps/loadProcessDraft.js';
import {
  checkForPublication,
  formTextsOf,
  isApprovalNeeded,
  refuseIfChangedSinceShown,
  refuseIfNothingChanged,
} from '../steps/processPublication.js';
import { queueProcessFiles } from '../steps/queueProcessFiles.js';
import { lockDefinitions } from '../store/processDefinitions.js';
import { type ProcessDraftRow, updateProcessDraft } from '../store/processDrafts.js';
import type { PublicationInput } from './submitProcessDraft.js';

/**
 * Publishes a draft with its changed forms as the next version of its process: at once, or as the approval of what another
 * owner submitted (R18). Running tickets stay on their versions; a job writes the files.
 * @throws {InvalidForm} {InvalidDefinition} {StaleRecord} {DraftLocked} {NotAllowed}
 */
export async function publishProcessDraft(
  context: CommandContext,
  { draftId, fingerprint, comment, tools }: PublicationInput,
): Promise<Deployment> {
  const { tx, actor } = context;
  const draft = await loadOwnDraft(context, draftId);
  const { processKey: key, xml } = draft;
  const why = whyNotPublish(actor, draft, await isApprovalNeeded(context, tools, { key, xml }));
  if (why) throw new NotAllowed(why);
  await refuseWhileLocked(context, draft);
  await refuseIfChangedSinceShown(context, draft, fingerprint);
  const publication = publicationOf(context, draft, comment);
  await lockDefinitions(tx);
  const { checked, forms } = await checkForPublication(context, tools, draft);
  const deployment = await deployDefinition(context, {
    source: `${draft.processKey}.bpmn`,
    xml: draft.xml,
    checked,
    forms: formTextsOf(forms),
    publication,
  });
  refuseIfNothingChanged(deployment);
  await updateProcessDraft(tx, draftId, {
    status: 'published',
    comment: publication.comment,
    publishedDefinitionId: deployment.id,
    lockedBy: null,
    lockedUntil: null,
  });
  await recordDraftEvent(
    context,
    draftId,
    'published',
    `第 ${deployment.version} 版：${publication.comment}`,
  );
  await queueProcessFiles(context, draft.processKey);
  await notifySubmitter(context, draft, deployment.version);
  return deployment;
}

function publicationOf({ actor }: CommandContext, draft: ProcessDraftRow, comment: string): Publication {
  const isApproval = draft.status === 'submitted';
  return {
    publishedBy: isApproval ? draft.submittedBy : actor.id,
    comment: isApproval ? (draft.comment ?? '') : readReason(comment, '修改说明', 'comment'),
    approvedBy: isApproval ? actor.id : null,
  };
}

async function notifySubmitter(
  context: CommandContext,
  draft: ProcessDraftRow,
  version: number,
): Promise<void> {
  if (draft.submittedBy === null) return;
  await queueNotices(context, null, [draft.submittedBy], {
    kind: '流程已发布',
    about: draft.name,
    text: `${context.actor.name}批准了您提交的修改，流程「${draft.name}」第 ${version} 版已经发布。`,
    path: paths.process(draft.processKey),
  });
}
