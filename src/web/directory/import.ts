import { readFile } from 'node:fs/promises';
import type { Request, Response } from 'express';
import { importDirectory, type RowResult, rehearseImport } from '../../commands/importDirectory.js';
import { issuePassword } from '../../commands/issuePassword.js';
import { runCommand } from '../../commands/runCommand.js';
import { InvalidForm } from '../../errors.js';
import { selectDirectory } from '../../queries/directory.js';
import { maySetGroups } from '../../rules/directory.js';
import { countRows, type DirectoryRows, mostRows } from '../../rules/directoryRows.js';
import type { Handler, Web } from '../deps.js';
import { paths } from '../paths.js';
import { personOf } from '../person.js';
import { resultView } from '../presenters/importResults.js';
import { renderPage } from '../renderPage.js';
import { readPostedRows } from './postedRows.js';
import { back } from './shared.js';
import { readDirectoryWorkbook, writeDirectoryWorkbook } from './workbook.js';
import { unpackedBytes } from './zipSize.js';

const megabyte = 1024 * 1024;
const [largestFile, largestContent] = [2 * megabyte, 60 * megabyte];

/** GET /directory/import */
export const ask: Handler = (web, req, res) => showQuestion(web, req, res, null);

/** POST /directory/import: reads the workbook and shows what it would change; nothing is changed yet. */
export const preview: Handler = async (web, req, res) => {
  try {
    const rows = await readUpload(req);
    const input = { rows, source: 'import', onlyAdd: false } as const;
    await showPreview(web, req, res, rows, await rehearseImport(web.runtime, personOf(req), input));
  } catch (error) {
    if (!(error instanceof InvalidForm)) throw error;
    res.status(422);
    await showQuestion(web, req, res, error.errors[0]?.message ?? '');
  }
};

/** POST /directory/import/confirmation: does what the preview showed; answers with the first passwords of new people. */
export const confirm: Handler = async (web, req, res) => {
  const rows = readPostedRows(req);
  const person = personOf(req);
  const input = { rows, source: 'import', onlyAdd: false } as const;
  const rehearsed = await rehearseImport(web.runtime, person, input);
  const passwords = await issuePasswords(rows, rehearsed);
  const passwordHashes = new Map([...passwords].map(([login, { hash }]) => [login, hash]));
  const results = await runCommand(web.runtime, person, importDirectory, { ...input, passwordHashes });
  const isNew = (line: number) =>
    results.some((one) => one.kind === 'person' && one.line === line && one.outcome === 'created');
  await renderPage(web, req, res, 'directory/imported', {
    title: '导入完成',
    ...resultView(results),
    people: rows.persons
      .filter(({ line }) => isNew(line))
      .map(({ login, name }) => ({
        login: login.toLowerCase(),
        name,
        issued: passwords.get(login)?.password,
      })),
    back,
  });
};

/** GET /directory/export: a workbook that the import would take back. */
export const download: Handler = async (web, _req, res) => {
  const content = await writeDirectoryWorkbook(await selectDirectory(web.runtime.db));
  res.set({
    'Content-Type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent('组织目录.xlsx')}`,
    'Cache-Control': 'no-store',
  });
  res.send(content);
};

/** First passwords of those who will be new, by the log-in as the row has it. */
async function issuePasswords(rows: DirectoryRows, rehearsed: readonly RowResult[]) {
  const passwords = new Map<string, Awaited<ReturnType<typeof issuePassword>>>();
  for (const { login, line } of rows.persons) {
    const result = rehearsed.find((one) => one.kind === 'person' && one.line === line);
    if (result?.outcome === 'created') passwords.set(login, await issuePassword());
  }
  return passwords;
}

/** @throws {InvalidForm} when it is no workbook with our sheets */
async function readUpload(req: Request): Promise<DirectoryRows> {
  const file = Array.isArray(req.files) ? req.files.find(({ fieldname }) => fieldname === 'file') : undefined;
  if (!file || file.size === 0) throw refused('请选择要导入的 Excel 文件。');
  if (file.size > largestFile) throw refused('文件超过 2 MB，请分次导入。');
  const content = await readFile(file.path);
  const unpacked = unpackedBytes(content);
  if (unpacked === null) throw refused('不是 Excel 工作簿（.xlsx），请使用导出的文件或模板。');
  if (unpacked > largestContent) throw refused('文件展开后过大，请删除多余的工作表和格式后重试。');
  const rows = await readDirectoryWorkbook(content).catch(() => {
    throw refused('无法读取该 Excel 文件，请另存为 .xlsx 后重试。');
  });
  if (!rows) throw refused('没有找到“部门”“岗位”“人员”工作表，或首行缺少列名。请先导出一份作为样本。');
  if (countRows(rows) === 0) throw refused('文件中没有数据行。');
  if (countRows(rows) > mostRows) throw refused(`一次最多导入 ${mostRows} 行，请分次导入。`);
  return rows;
}

const refused = (message: string) => new InvalidForm([{ path: 'file', message }]);

function showQuestion(web: Web, req: Request, res: Response, error: string | null): Promise<void> {
  return renderPage(web, req, res, 'directory/import', {
    title: '从 Excel 导入',
    subtitle: '先预览将要发生的变化和被拒绝的行，确认后才写入。',
    mostRows,
    error,
    exportHref: paths.directoryExport(),
    back,
  });
}

function showPreview(
  web: Web,
  req: Request,
  res: Response,
  rows: DirectoryRows,
  results: RowResult[],
): Promise<void> {
  return renderPage(web, req, res, 'directory/importPreview', {
    title: '导入预览',
    subtitle: '尚未写入任何内容。',
    rows: JSON.stringify(rows),
    ...resultView(results),
    withoutGroups: !maySetGroups(personOf(req)),
    back: { href: paths.directoryImport(), label: '重新选择文件' },
  });
}
