import type { Request, Response } from 'express';
import { InvalidForm } from '../../../platform/errors.js';
import { runCommand } from '../../../platform/runCommand.js';
import { chosenIds, form } from '../../../platform/web/bodyShapes.js';
import type { Handler, Web } from '../../../platform/web/deps.js';
import { flash } from '../../../platform/web/flash.js';
import { momentView } from '../../../platform/web/moments.js';
import { keyParameter } from '../../../platform/web/parameters.js';
import { paths } from '../../../platform/web/paths.js';
import { personOf } from '../../../platform/web/person.js';
import { receives } from '../../../platform/web/receives.js';
import { renderPage } from '../../../platform/web/renderPage.js';
import { changeProcessOwners } from '../commands/changeProcessOwners.js';
import { selectProcess } from '../read/processes.js';
import { selectOwnersPage } from '../read/processPublication.js';

/** GET /processes/:key/owners: who may edit and publish the process. */
export const show: Handler = (web, req, res) => showOwners(web, req, res);

/** POST /processes/:key/owners */
export const save = receives(form({ owners: chosenIds('负责人') }), async (web, req, res, { owners }) => {
  const processKey = keyParameter(req, '流程');
  const { definition } = await selectProcess(web.runtime.db, processKey);
  try {
    const input = { processKey, personIds: [...new Set(owners)] };
    await runCommand(web.runtime, personOf(req), changeProcessOwners, input);
    flash(req, 'success', `「${definition.name}」的负责人已保存。`);
    res.redirect(303, paths.processOwners(processKey));
  } catch (error) {
    if (!(error instanceof InvalidForm)) throw error;
    res.status(422);
    await showOwners(web, req, res, error.errors[0]?.message);
  }
});

async function showOwners(web: Web, req: Request, res: Response, error?: string): Promise<void> {
  const { db, clock } = web.runtime;
  const { definition } = await selectProcess(db, keyParameter(req, '流程'));
  const { members, changes } = await selectOwnersPage(db, definition.key);
  await renderPage(web, req, res, 'processes/owners', {
    title: `流程负责人：${definition.name}`,
    key: definition.key,
    members,
    error,
    changes: changes.map(({ at, person, before, after }) => ({
      at: momentView(at, clock.now(), web.config.timeZone),
      person,
      lines: [{ part: '负责人', before, after }],
    })),
    back: { href: paths.processes(), label: '流程' },
  });
}
