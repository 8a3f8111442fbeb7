import type { Request, Response } from 'express';
import { NotFound } from '../../../../platform/errors.js';
import { runCommand } from '../../../../platform/runCommand.js';
import { chosenId, form } from '../../../../platform/web/bodyShapes.js';
import type { Handler, Web } from '../../../../platform/web/deps.js';
import { flash } from '../../../../platform/web/flash.js';
import { keyParameter } from '../../../../platform/web/parameters.js';
import { paths } from '../../../../platform/web/paths.js';
import { personOf } from '../../../../platform/web/person.js';
import { askedIdOr, query } from '../../../../platform/web/queryShapes.js';
import { receives } from '../../../../platform/web/receives.js';
import { renderPage } from '../../../../platform/web/renderPage.js';
import { type ImportPreview, importDirectory, previewImport } from '../../commands/importDirectory.js';
import type { Directory } from '../../model/directory.js';
import { maySetGroups } from '../../model/directory.js';
import { departmentPaths, departmentTree } from '../../model/directoryTree.js';
import {
  type OrganizationTemplate,
  organizationTemplates,
  templateRows,
} from '../../model/organizationTemplates.js';
import { selectDirectory } from '../../read/directory.js';
import { resultView } from '../presenters/directoryImport.js';
import { back } from './directoryPage.js';

/** The choice to add the template's departments as roots. */
const top = 'top';

/** GET /directory/templates */
export const index: Handler = async (web, req, res) => {
  await renderPage(web, req, res, 'people/directory/templates', {
    title: '套用组织模板',
    subtitle: '模板只新增缺少的部门和岗位；已有的内容一律保持不变。',
    templates: organizationTemplates.map(({ id, name, description }) => ({
      name,
      description,
      href: paths.directoryTemplate(id),
    })),
    back,
  });
};

const pageQuery = query({ below: askedIdOr(top) });

/** GET /directory/templates/:template: what it would add below the chosen department. */
export const show: Handler = async (web, req, res) => {
  const template = templateOf(req);
  const directory = await selectDirectory(web.runtime.db);
  const asked = pageQuery(req).below;
  const below = asked === top ? null : (asked ?? onlyRoot(directory));
  const preview = await previewImport(web.runtime, personOf(req), proposal(template, directory, below));
  await showProposal(web, req, res, { template, directory, below, preview });
};

/** POST /directory/templates/:template */
export const apply = receives(
  form({ below: chosenId('放在哪个部门之下') }),
  async (web, req, res, { below }) => {
    const template = templateOf(req);
    const directory = await selectDirectory(web.runtime.db);
    const input = proposal(template, directory, below);
    const results = await runCommand(web.runtime, personOf(req), importDirectory, {
      ...input,
      passwordHashes: new Map(),
    });
    const created = results.filter(({ outcome }) => outcome === 'created').length;
    flash(req, 'success', `已套用模板「${template.name}」，新增 ${created} 项。`);
    res.redirect(303, paths.directory());
  },
);

/** The only root of the directory, if there is one: new departments belong below it. */
function onlyRoot(directory: Directory): number | null {
  const roots = departmentTree(directory);
  return roots.length === 1 ? (roots[0]?.id ?? null) : null;
}

function proposal(template: OrganizationTemplate, directory: Directory, below: number | null) {
  const place = below === null ? '' : (departmentPaths(directory.departments).get(below) ?? '');
  return { rows: templateRows(template, place), source: 'template', onlyAdd: true } as const;
}

async function showProposal(
  web: Web,
  req: Request,
  res: Response,
  shown: {
    template: OrganizationTemplate;
    directory: Directory;
    below: number | null;
    preview: ImportPreview;
  },
): Promise<void> {
  const { template, directory, below, preview } = shown;
  const places = departmentPaths(directory.departments);
  await renderPage(web, req, res, 'people/directory/template', {
    title: `套用模板：${template.name}`,
    subtitle: template.description,
    action: paths.directoryTemplate(template.id),
    below,
    top,
    departments: directory.departments
      .filter(({ active }) => active)
      .map(({ id }) => ({ value: id, label: places.get(id), selected: id === below })),
    ...resultView(preview),
    isTemplate: true,
    withoutGroups: !maySetGroups(personOf(req)),
    back: { href: paths.directoryTemplates(), label: '组织模板' },
  });
}

/** @throws {NotFound} */
function templateOf(req: Request): OrganizationTemplate {
  const template = organizationTemplates.find(({ id }) => id === keyParameter(req, '组织模板', 'template'));
  if (!template) throw new NotFound('模板');
  return template;
}
