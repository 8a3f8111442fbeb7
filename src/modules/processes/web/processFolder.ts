import { InvalidDefinition, InvalidFormDefinition } from '../../../platform/errors.js';
import { nothing } from '../../../platform/web/bodyShapes.js';
import { flash } from '../../../platform/web/flash.js';
import { paths } from '../../../platform/web/paths.js';
import { receives } from '../../../platform/web/receives.js';
import { deployFolder } from '../steps/deployFolder.js';

/** POST /processes/folder: stores changed files of the folder, as each start does. */
export const deployChangedFiles = receives(nothing, async (web, req, res) => {
  try {
    const results = await deployFolder(web.runtime, web.designer.folders, web.designer.services);
    const changes = results.flatMap(({ key, version, deployed, draftId }) => {
      if (draftId !== undefined) return [`${key} 成为草稿`];
      return deployed ? [`${key} 成为第 ${version} 版`] : [];
    });
    flash(req, 'success', changes.length > 0 ? `已读取：${changes.join('；')}。` : '文件夹中没有新的改动。');
  } catch (error) {
    if (!(error instanceof InvalidDefinition || error instanceof InvalidFormDefinition)) throw error;
    flash(req, 'warning', `${error.message}。没有读取任何文件。`);
  }
  res.redirect(303, paths.processes());
});
