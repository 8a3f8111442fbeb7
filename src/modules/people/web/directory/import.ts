import type { Request, Response } from 'express';
import { InvalidUpload } from '../../../../platform/errors.js';
import { writeWorkbook } from '../../../../platform/excel/writeWorkbook.js';
import { runCommand } from '../../../../platform/runCommand.js';
import { nothing } from '../../../../platform/web/bodyShapes.js';
import type { Handler, Web } from '../../../../platform/web/deps.js';
import { idParameter } from '../../../../platform/web/parameters.js';
import { paths } from '../../../../platform/web/paths.js';
import { personOf } from '../../../../platform/web/person.js';
import { receives } from '../../../../platform/web/receives.js';
import { renderPage } from '../../../../platform/web/renderPage.js';
import { setWorkbookHeaders } from '../../../../platform/web/setWorkbookHeaders.js';
import { uploadedWorkbook } from '../../../../platform/web/uploadedWorkbook.js';
import { confirmDirectoryImport, stageDirectoryImport } from '../../commands/confirmDirectoryImport.js';
import { previewImport, type RowResult } from '../../commands/importDirectory.js';
import { maySetGroups } from '../../model/directory.js';
import { type DirectoryRows, maxDirectoryRows } from '../../model/directoryRows.js';
import { selectDirectory, selectDirectoryImport } from '../../read/directory.js';
import { type IssuedPassword, issuePassword } from '../../steps/issuePassword.js';
import { resultView } from '../presenters/directoryImport.js';
import { back } from './directoryPage.js';
import { directoryRows, directorySheets } from './workbook.js';

/** GET /directory/imports/new */
export const add: Handler = (web, req, res) => showUploadForm(web, req, res, null);

/** POST /directory/imports: reads a workbook; it changes nothing until the preview is confirmed. */
export const upload = receives(nothing, async (web, req, res) => {
  try {
    const { fileName, content } = await uploadedWorkbook(req);
    const rows = directoryRows(await web.workbooks.read(content));
    const { id } = await runCommand(web.runtime, personOf(req), stageDirectoryImport, { fileName, rows });
    res.redirect(303, paths.directoryUpload(id));
  } catch (error) {
    if (!(error instanceof InvalidUpload)) throw error;
    res.status(422);
    await showUploadForm(web, req, res, error.message);
  }
});

/** GET /directory/imports/:id: what the workbook would change. */
export const preview: Handler = async (web, req, res) => {
  const { id, fileName, rows } = await load(web, req);
  await renderPage(web, req, res, 'people/directory/importPreview', {
    title: '导入预览',
    subtitle: fileName,
    action: paths.directoryUploadConfirmation(id),
    ...resultView(await previewRows(web, req, rows)),
    withoutGroups: rows.positions.some(({ groups }) => groups !== '') && !maySetGroups(personOf(req)),
    back: { href: paths.newDirectoryUpload(), label: '重新选择文件' },
  });
};

/**
 * POST /directory/imports/:id/confirmation: imports what the preview showed and answers with the first passwords of new
 * people.
 */
export const confirm = receives(nothing, async (web, req, res) => {
  const { id, rows } = await load(web, req);
  const { results: previewed } = await previewRows(web, req, rows);
  const passwords = await issuePasswords(rows, previewed);
  const passwordHashes = new Map([...passwords].map(([login, { hash }]) => [login, hash]));
  const input = { id, passwordHashes };
  const results = await runCommand(web.runtime, personOf(req), confirmDirectoryImport, input);
  const isNew = (line: number) =>
    results.some((one) => one.kind === 'person' && one.line === line && one.outcome === 'created');
  await renderPage(web, req, res, 'people/directory/imported', {
    title: '导入完成',
    script: 'directory.js',
    ...resultView({ results }),
    people: rows.persons
      .filter(({ line }) => isNew(line))
      .map(({ login, name }) => ({ login, name, issued: passwords.get(login)?.password })),
    back,
  });
});

/** GET /directory/export: a workbook that can be imported again. */
export const download: Handler = async (web, _req, res) => {
  const sheets = directorySheets(await selectDirectory(web.runtime.db));
  setWorkbookHeaders(res, '组织目录.xlsx');
  await writeWorkbook(res, sheets);
};

/** GET /directory/imports/template: the sheets with their heads only. */
export const blank: Handler = async (_web, _req, res) => {
  setWorkbookHeaders(res, '组织目录模板.xlsx');
  await writeWorkbook(res, directorySheets(null));
};

const load = (web: Web, req: Request) =>
  selectDirectoryImport(web.runtime.db, idParameter(req, '该次导入'), personOf(req).id);

const previewRows = (web: Web, req: Request, rows: DirectoryRows) =>
  previewImport(web.runtime, personOf(req), { rows, source: 'import', onlyAdd: false });

/** First passwords of new people, by log-in. */
async function issuePasswords(
  rows: DirectoryRows,
  previewed: readonly RowResult[],
): Promise<Map<string, IssuedPassword>> {
  const isNew = (line: number) =>
    previewed.some((one) => one.kind === 'person' && one.line === line && one.outcome === 'created');
  const logins = rows.persons.filter(({ line }) => isNew(line)).map(({ login }) => login);
  return new Map(await Promise.all(logins.map(async (login) => [login, await issuePassword()] as const)));
}

function showUploadForm(web: Web, req: Request, res: Response, error: string | null): Promise<void> {
  return renderPage(web, req, res, 'people/directory/import', {
    title: '从 Excel 导入',
    maxRows: maxDirectoryRows,
    error,
    back,
  });
}
