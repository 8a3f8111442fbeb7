import type { DiagramInspection } from '../../../bpmn/inspectDiagram.js';
import { StaleDraft, UnreadableDiagram } from '../../../platform/errors.js';
import type { CommandContext } from '../../../platform/runCommand.js';
import { selectPersonNames } from '../../people/index.js';
import { lockExpiry } from '../model/processDrafts.js';
import { loadDraftForWriting, recordDraftEvent } from '../steps/loadProcessDraft.js';
import { selectOptionalLatestDraftEvent } from '../store/processDraftEvents.js';
import { updateProcessDraft } from '../store/processDrafts.js';

export interface SaveDraftDiagramInput {
  draftId: number;
  xml: string;
  /** What the diagram is. */
  inspection: DiagramInspection;
  /** Revision that the editor has. */
  revision: number;
}

/**
 * Saves the diagram of a draft and takes or renews the lock. Whether the diagram can run is checked at publication.
 * @throws {UnreadableDiagram} {StaleDraft} {DraftLocked} {DraftNotOpen} {NotAllowed}
 */
export async function saveProcessDraftDiagram(
  context: CommandContext,
  { draftId, xml, inspection, revision }: SaveDraftDiagramInput,
): Promise<{ revision: number; savedAt: string }> {
  const { tx, actor, now } = context;
  const draft = await loadDraftForWriting(context, draftId);
  if (draft.revision !== revision) {
    const names = await selectPersonNames(tx, draft.updatedBy === null ? [] : [draft.updatedBy]);
    throw new StaleDraft(draft.updatedBy === actor.id ? '您在另一窗口' : ([...names.values()][0] ?? '系统'));
  }
  const savedAt = now.toISOString();
  const lock = { lockedBy: actor.id, lockedUntil: lockExpiry(now) };
  if (draft.xml === xml) {
    await updateProcessDraft(tx, draftId, lock);
    return { revision, savedAt };
  }
  if (inspection.refusal !== null) throw new UnreadableDiagram(inspection.refusal);
  const name = inspection.processes.find(({ id }) => id === draft.processKey)?.name ?? draft.name;
  const stamp = { updatedBy: actor.id, updatedAt: savedAt };
  await updateProcessDraft(tx, draftId, {
    xml,
    name: name.slice(0, 200),
    revision: revision + 1,
    ...stamp,
    ...lock,
  });
  await recordFirstOfSeries(context, draftId);
  return { revision: revision + 1, savedAt };
}

/** The editor saves every few seconds: what one person does in a row is one entry of the history. */
async function recordFirstOfSeries(context: CommandContext, draftId: number): Promise<void> {
  const latest = await selectOptionalLatestDraftEvent(context.tx, draftId);
  if (latest?.action === 'changed' && latest.actorId === context.actor.id) return;
  await recordDraftEvent(context, draftId, 'changed');
}
