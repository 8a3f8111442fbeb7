import type { Request, Response } from 'express';
import type { FieldError } from '../../../platform/errors.js';
import { runCommand } from '../../../platform/runCommand.js';
import type { Handler, Web } from '../../../platform/web/deps.js';
import { flash } from '../../../platform/web/flash.js';
import { bodyText } from '../../../platform/web/parameters.js';
import { paths } from '../../../platform/web/paths.js';
import { personOf } from '../../../platform/web/person.js';
import { renderPage } from '../../../platform/web/renderPage.js';
import {
  defaultPublishing,
  everyProcess,
  loadSection,
  type PublishingValue,
  pickUpNames,
  refusalErrors,
  revisionOf,
  sections,
} from '../../settings/index.js';
import { changePublishing } from '../commands/changePublishing.js';
import { selectProcesses } from '../read/processes.js';

/** GET /settings/publishing */
export const show: Handler = (web, req, res) => showPublishing(web, req, res, null, []);

/** POST /settings/publishing */
export const save: Handler = async (web, req, res) => {
  const value = readValue(req);
  try {
    await runCommand(web.runtime, personOf(req), changePublishing, { value, revision: revisionOf(req) });
    flash(req, 'success', '设置已保存。');
    res.redirect(303, paths.publishingSettings());
  } catch (error) {
    await showPublishing(web, req, res, value, refusalErrors(res, error));
  }
};

function readValue(req: Request): PublishingValue {
  const chosen = [(req.body as Record<string, unknown>).fourEyes ?? []].flat().map(String);
  return {
    pickUp: bodyText(req, 'pickUp', 10) === 'draft' ? 'draft' : 'version',
    fourEyes: chosen.includes(everyProcess) ? [everyProcess] : [...new Set(chosen)].sort(),
  };
}

async function showPublishing(
  web: Web,
  req: Request,
  res: Response,
  typed: PublishingValue | null,
  errors: FieldError[],
): Promise<void> {
  const processes = await selectProcesses(web.runtime.db);
  const names = new Map(processes.map(({ definition: { key, name } }) => [key, name]));
  const { setting, frame } = await loadSection(web, req, sections.publishing, names);
  const { pickUp, fourEyes } = typed ?? setting.value ?? defaultPublishing;
  await renderPage(web, req, res, 'settings/publishing', {
    ...frame,
    error: errors[0]?.message,
    pickUps: Object.entries(pickUpNames).map(([value, label]) => ({
      value,
      label,
      chosen: value === pickUp,
    })),
    everyProcess,
    all: fourEyes.includes(everyProcess),
    processes: [...names].map(([key, name]) => ({ key, name, chosen: fourEyes.includes(key) })),
  });
}
