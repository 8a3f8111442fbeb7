import type { Request, Response } from 'express';
import type { FieldError } from '../../../platform/errors.js';
import { runCommand } from '../../../platform/runCommand.js';
import { choice, form, hiddenText, several, wholeNumber } from '../../../platform/web/bodyShapes.js';
import type { Handler, Web } from '../../../platform/web/deps.js';
import { flash } from '../../../platform/web/flash.js';
import { paths } from '../../../platform/web/paths.js';
import { personOf } from '../../../platform/web/person.js';
import { receives } from '../../../platform/web/receives.js';
import { renderPage } from '../../../platform/web/renderPage.js';
import {
  defaultPublishing,
  everyProcess,
  loadSection,
  type PublishingValue,
  pickUpNames,
  refusalErrors,
  sections,
} from '../../settings/index.js';
import { changePublishing } from '../commands/changePublishing.js';
import { selectProcesses } from '../read/processes.js';

const publishingBody = form({
  _revision: wholeNumber,
  pickUp: choice('文件夹中的改动', ['version', 'draft']),
  fourEyes: several(hiddenText(), '须经两人发布的流程'),
});

/** GET /settings/publishing */
export const show: Handler = (web, req, res) => showPublishing(web, req, res, null, []);

/** POST /settings/publishing */
export const save = receives(publishingBody, async (web, req, res, { _revision: revision, ...body }) => {
  const value = readValue(body);
  try {
    await runCommand(web.runtime, personOf(req), changePublishing, { value, revision });
    flash(req, 'success', '设置已保存。');
    res.redirect(303, paths.publishingSettings());
  } catch (error) {
    await showPublishing(web, req, res, value, refusalErrors(res, error));
  }
});

function readValue({ pickUp, fourEyes }: PublishingValue): PublishingValue {
  return {
    pickUp,
    fourEyes: fourEyes.includes(everyProcess) ? [everyProcess] : [...new Set(fourEyes)].sort(),
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
