import type { Form } from '../../../forms/schema/types.js';
import { InvalidForm, NotAllowed, StaleLayout } from '../../../platform/errors.js';
import type { CommandContext } from '../../../platform/runCommand.js';
import { whyNotEditPapers } from '../model/paperPermissions.js';
import { parsePaper } from '../model/parsePaper.js';
import { insertPaperLayout, selectOptionalLatestPaperLayout } from '../store/paperLayouts.js';

const maxNoteLength = 200;

export interface SavePaperLayoutInput {
  key: string;
  text: string;
  note: string;
  /** The version that the editor started from; 0 for the delivered layout. */
  basedOn: number;
  forms: readonly Form[];
}

/**
 * Saves a text as the next version of a paper's layout and returns its number.
 * @throws {NotAllowed} {StaleLayout} {InvalidForm} with an error for each wrong line
 */
export async function savePaperLayout(context: CommandContext, input: SavePaperLayoutInput): Promise<number> {
  const { tx, actor, now } = context;
  const refusal = whyNotEditPapers(actor);
  if (refusal) throw new NotAllowed(refusal);
  const { layout, problems } = parsePaper(input.text, input.forms);
  if (layout === null) {
    throw new InvalidForm(
      problems.map(({ line, message }) => ({ path: 'text', message: `第 ${line} 行：${message}` })),
    );
  }
  const note = input.note.trim();
  if (note.length > maxNoteLength) {
    throw new InvalidForm([{ path: 'note', message: `修改说明最多 ${maxNoteLength} 个字。` }]);
  }
  const latest = (await selectOptionalLatestPaperLayout(tx, input.key))?.version ?? 0;
  if (latest !== input.basedOn) throw new StaleLayout(layout.title);
  const stamp = { savedAt: now.toISOString(), savedBy: actor.id as number };
  await insertPaperLayout(tx, { key: input.key, version: latest + 1, layout: input.text, note, ...stamp });
  return latest + 1;
}
