import type { Request, Response } from 'express';
import {
  type FieldError,
  InvalidDefinition,
  InvalidForm,
  NotFound,
  StaleRecord,
} from '../../../platform/errors.js';
import { runCommand } from '../../../platform/runCommand.js';
import { form, text, wholeNumber } from '../../../platform/web/bodyShapes.js';
import type { Handler, Web } from '../../../platform/web/deps.js';
import { errorsByField } from '../../../platform/web/errorsByField.js';
import { flash } from '../../../platform/web/flash.js';
import { formatMoment } from '../../../platform/web/moments.js';
import { idParameter, keyParameter } from '../../../platform/web/parameters.js';
import { paths } from '../../../platform/web/paths.js';
import { personOf } from '../../../platform/web/person.js';
import { receives } from '../../../platform/web/receives.js';
import { renderPage } from '../../../platform/web/renderPage.js';
import { restoreVersion } from '../commands/restoreVersion.js';
import { needsApproval } from '../model/publishing.js';
import { selectProcess } from '../read/processes.js';
import { selectPublishing } from '../read/processPublication.js';
import { checkVersion } from '../steps/checkVersion.js';
import { usedServices } from '../steps/designerTools.js';

/** GET /processes/:key/versions/:version/restoration: asks why an older version shall be published again. */
export const show: Handler = (web, req, res) => showForm(web, req, res, '', []);

/** POST /processes/:key/versions/:version/restoration */
export const restore = receives(
  form({ comment: text('恢复原因'), latestVersion: wholeNumber }),
  async (web, req, res, { comment, latestVersion }) => {
    const processKey = keyParameter(req, '流程');
    const version = idParameter(req, '流程版本', 'version');
    try {
      const input = { processKey, version, latestVersion, comment, tools: web.designer };
      await checkVersion(web.runtime.db, web.designer, processKey, version);
      const result = await runCommand(web.runtime, personOf(req), restoreVersion, input);
      if ('draftId' in result) {
        flash(req, 'success', `第 ${version} 版已提交审批，批准后发布。`);
        return res.redirect(303, paths.draftPublication(result.draftId));
      }
      flash(req, 'success', `第 ${version} 版的内容已作为第 ${result.version} 版发布。`);
      res.redirect(303, paths.process(processKey));
    } catch (error) {
      const errors = refusalOf(error);
      if (!errors) throw error;
      res.status(error instanceof StaleRecord ? 409 : 422);
      await showForm(web, req, res, comment, errors);
    }
  },
);

function refusalOf(error: unknown): FieldError[] | null {
  if (error instanceof InvalidForm) return error.errors;
  const isExpected = error instanceof StaleRecord || error instanceof InvalidDefinition;
  return isExpected ? [{ path: 'all', message: error.message }] : null;
}

async function showForm(
  web: Web,
  req: Request,
  res: Response,
  comment: string,
  errors: FieldError[],
): Promise<void> {
  const { db } = web.runtime;
  const { definition, versions } = await selectProcess(db, keyParameter(req, '流程'));
  const wanted = idParameter(req, '流程版本', 'version');
  const version = versions.find((one) => one.version === wanted);
  if (!version) throw new NotFound('流程版本');
  const { key, name, version: latestVersion } = definition;
  const { row } = await web.runtime.definitions.load(db, version.id);
  const services = await usedServices(web.designer, row.xml);
  await renderPage(web, req, res, 'processes/restoration', {
    title: `恢复第 ${wanted} 版：${name}`,
    key,
    version: wanted,
    latestVersion,
    nextVersion: latestVersion + 1,
    deployedAt: formatMoment(version.deployedAt, web.config.timeZone),
    approvalNeeded: needsApproval(await selectPublishing(db), key, services),
    comment,
    errors: errorsByField(errors),
    back: { href: paths.process(key), label: name },
  });
}
