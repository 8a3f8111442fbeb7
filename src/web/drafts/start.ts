import { createProcessDraft } from '../../commands/createProcessDraft.js';
import { runCommand } from '../../commands/runCommand.js';
import type { Handler } from '../deps.js';
import { bodyText } from '../parameters.js';
import { paths } from '../paths.js';
import { personOf } from '../person.js';

/** POST /processes/:key/drafts: begins with the newest version, or with the `version` given. */
export const fromVersion: Handler = async (web, req, res) => {
  const version = bodyText(req, 'version', 9);
  const id = await runCommand(web.runtime, personOf(req), createProcessDraft, {
    from: 'version',
    processKey: String(req.params.key),
    ...(version !== '' && { version: /^\d+$/.test(version) ? Number(version) : -1 }),
  });
  res.redirect(303, paths.draft(id));
};
