import type { CommandContext } from '../../../platform/runCommand.js';
import { selectOptionalLatestForm } from '../store/formDefinitions.js';
import { selectOptionalLatestDefinition } from '../store/processDefinitions.js';
import { upsertDraftForm } from '../store/processDraftForms.js';
import { hasDraftOfSource, insertProcessDraft } from '../store/processDrafts.js';
import { recordDraftEvent } from './loadProcessDraft.js';
import type { FolderProcess } from './readProcessFolder.js';

/**
 * Creates a draft of a changed file and the changed forms that it names. Content that was a draft before is skipped,
 * whatever became of that draft.
 * @returns the id of the new draft; undefined when the content is skipped
 */
export async function draftFolderProcess(
  context: CommandContext,
  { key, xml, checked, forms, contentHash }: FolderProcess,
): Promise<number | undefined> {
  const { tx, actor, now } = context;
  if (await hasDraftOfSource(tx, key, contentHash)) return undefined;
  const at = now.toISOString();
  const base = await selectOptionalLatestDefinition(tx, key);
  const draftId = await insertProcessDraft(tx, {
    processKey: key,
    name: checked.name,
    xml,
    baseDefinitionId: base?.id ?? null,
    sourceHash: contentHash,
    createdBy: actor.id,
    createdAt: at,
  });
  await recordDraftEvent(context, draftId, 'created', '文件夹中的文件有改动');
  for (const [formKey, { text }] of forms) {
    const latest = await selectOptionalLatestForm(tx, formKey);
    if (latest?.schema === text) continue;
    await upsertDraftForm(tx, { draftId, formKey, schema: text, updatedBy: actor.id, updatedAt: at });
  }
  return draftId;
}
