import { describeImport } from '../../../bpmn/foreign/describeImport.js';
import { UnreadableDiagram } from '../../../platform/errors.js';
import type { CommandContext } from '../../../platform/runCommand.js';
import type { OpenedFile } from '../steps/diagramWork.js';
import { loadDraftForWriting, recordDraftEvent } from '../steps/loadProcessDraft.js';

export interface ReadFileIntoDraftInput {
  draftId: number;
  fileName: string;
  /** What the reader made of the file. */
  opened: OpenedFile | { refusal: string };
}

/**
 * Somebody reads a file into a draft that is open in the editor, which draws and saves it. The draft's history says what
 * was rewritten and what could not be kept.
 * @throws {UnreadableDiagram} {NotAllowed} {DraftLocked} {DraftNotOpen}
 */
export async function readFileIntoDraft(
  context: CommandContext,
  { draftId, fileName, opened }: ReadFileIntoDraftInput,
): Promise<{ xml: string; report: string }> {
  await loadDraftForWriting(context, draftId);
  if (opened.refusal !== null) throw new UnreadableDiagram(opened.refusal);
  const report = describeImport(opened, opened.encoding);
  await recordDraftEvent(context, draftId, 'changed', `读入「${fileName}」：${report}`);
  return { xml: opened.xml, report };
}
