import { runCommand } from '../../../../platform/runCommand.js';
import { nothing } from '../../../../platform/web/bodyShapes.js';
import { idParameter } from '../../../../platform/web/parameters.js';
import { personOf } from '../../../../platform/web/person.js';
import { receives } from '../../../../platform/web/receives.js';
import { readFileIntoDraft } from '../../commands/readFileIntoDraft.js';
import { readDraft } from './editor.js';
import { readUploadedDiagram } from './uploadedDiagram.js';

/** POST /drafts/:id/readings: a file or pasted text, as the editor is to draw it, with what became of it. */
export const create = receives(nothing, async (web, req, res) => {
  const { draft } = await readDraft(web, req);
  const { fileName, opened } = await readUploadedDiagram(web, req, draft.processKey, null);
  const draftId = idParameter(req, '草稿');
  res.json(await runCommand(web.runtime, personOf(req), readFileIntoDraft, { draftId, fileName, opened }));
});
