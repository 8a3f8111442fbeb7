import { contentsInUse, deleteAttachments, selectUnsubmitted } from '../../../platform/files/attachments.js';
import type { CommandContext } from '../../../platform/runCommand.js';
import { selectCompanySettings } from '../../settings/index.js';
import { selectUploadsInFormDrafts } from '../store/formDrafts.js';

/**
 * Removes uploads whose form was never sent: older than `before`, and in nobody's draft.
 * @returns the SHA-256 of contents to which nothing refers any more
 */
export async function removeUnsubmitted(
  { tx }: CommandContext,
  { before }: { before: Date },
): Promise<string[]> {
  const inDrafts = await selectUploadsInFormDrafts(tx);
  const old = await selectUnsubmitted(tx, before);
  const unwanted = old.filter(({ id }) => !inDrafts.has(id));
  await deleteAttachments(
    tx,
    unwanted.map(({ id }) => id),
  );
  const contents = [...new Set(unwanted.map(({ sha256 }) => sha256))];
  const { logo } = await selectCompanySettings(tx);
  const used = new Set([...(await contentsInUse(tx, contents)), logo?.sha256]);
  return contents.filter((sha256) => !used.has(sha256));
}
