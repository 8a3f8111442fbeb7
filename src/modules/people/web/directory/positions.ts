import type { Request } from 'express';
import { NotFound } from '../../../../platform/errors.js';
import { runCommand } from '../../../../platform/runCommand.js';
import type { Handler, Web } from '../../../../platform/web/deps.js';
import { flash } from '../../../../platform/web/flash.js';
import { idParameter } from '../../../../platform/web/parameters.js';
import { paths } from '../../../../platform/web/paths.js';
import { personOf } from '../../../../platform/web/person.js';
import { askedId, query } from '../../../../platform/web/queryShapes.js';
import { receives } from '../../../../platform/web/receives.js';
import { renderPage } from '../../../../platform/web/renderPage.js';
import { closePosition, savePosition } from '../../commands/savePosition.js';
import { holdersOf, maySetGroups, selfAndAncestors, whyNotClosePosition } from '../../model/directory.js';
import { selectDirectory, selectDirectoryHistory } from '../../read/directory.js';
import { departmentOptions, dutySheet } from '../presenters/directory.js';
import { changeViews } from '../presenters/directoryChanges.js';
import { back, mayEdit } from './directoryPage.js';
import {
  formData,
  type RecordPage,
  recordBody,
  revisionBody,
  showRecordForm,
  submitRecord,
} from './recordForm.js';

const fields = ['name', 'departmentId', 'headcount', 'duties', 'authority', 'requirements', 'groups'];
const onlyAdmin = '权限组由系统管理员设置，保存时保持不变。';

/** GET /directory/positions/:id: the duty sheet. */
export const show: Handler = async (web, req, res) => {
  const { db, clock } = web.runtime;
  const { directory, position } = await load(web, req);
  const { changes } = await selectDirectoryHistory(db, { kind: 'position', subjectId: position.id }, 20);
  await renderPage(web, req, res, 'people/directory/position', {
    title: position.name,
    script: 'directory.js',
    position,
    sheet: dutySheet(directory, position),
    holders: holdersOf(directory, position.id),
    whyNotClose: whyNotClosePosition(directory, position.id),
    changes: changeViews(changes, directory, clock.now(), web.config.timeZone),
    mayEdit: mayEdit(req),
    back,
  });
};

const departmentQuery = query({ department: askedId });

/** GET /directory/duty-sheets: those of a department and all below it, or of everybody, to be printed in one go. */
export const sheets: Handler = async (web, req, res) => {
  const directory = await selectDirectory(web.runtime.db);
  const { departments } = directory;
  const { department = null } = departmentQuery(req);
  const chosen = directory.positions.filter(
    ({ active, departmentId }) =>
      active && (department === null || selfAndAncestors(departments, departmentId).includes(department)),
  );
  await renderPage(web, req, res, 'people/directory/dutySheets', {
    title: '岗位说明书',
    subtitle: `${chosen.length} 个岗位，每个岗位印一页`,
    script: 'directory.js',
    departments: departmentOptions(directory, department),
    sheets: chosen.map((position) => dutySheet(directory, position)),
    back,
  });
};

/** GET /directory/positions/new */
export const add: Handler = (web, req, res) => {
  const { department: departmentId } = departmentQuery(req);
  return showRecordForm(web, req, res, newPositionPage(req), { departmentId });
};

/** POST /directory/positions */
export const create = receives(recordBody, (web, req, res, body) =>
  submitRecord(web, req, res, newPositionPage(req), body, async ({ data }) => {
    const input = { id: null, revision: 0, data };
    const { id } = await runCommand(web.runtime, personOf(req), savePosition, input);
    flash(req, 'success', `岗位「${data.name}」已新增。`);
    res.redirect(303, paths.position(id));
  }),
);

/** GET /directory/positions/:id/edit */
export const edit: Handler = async (web, req, res) => {
  const { position } = await load(web, req);
  await showRecordForm(web, req, res, pageOf(req, position), formData(position, fields));
};

/** POST /directory/positions/:id */
export const save = receives(recordBody, async (web, req, res, body) => {
  const { position } = await load(web, req);
  await submitRecord(web, req, res, pageOf(req, position), body, async (input) => {
    await runCommand(web.runtime, personOf(req), savePosition, { id: position.id, ...input });
    flash(req, 'success', '岗位已保存。');
    res.redirect(303, paths.position(position.id));
  });
});

/** POST /directory/positions/:id/closure */
export const close = receives(revisionBody, async (web, req, res, { _revision: revision }) => {
  const { position } = await load(web, req);
  const input = { id: position.id, revision };
  await runCommand(web.runtime, personOf(req), closePosition, input);
  flash(req, 'success', `岗位「${position.name}」已撤销，历史记录保留。`);
  res.redirect(303, paths.department(position.departmentId));
});

const noteFor = (req: Request) => (maySetGroups(personOf(req)) ? undefined : onlyAdmin);

const newPositionPage = (req: Request): RecordPage => ({
  kind: 'position',
  title: '新增岗位',
  action: paths.positions(),
  revision: 0,
  back,
  note: noteFor(req),
});

const pageOf = (req: Request, { id, name, revision }: { id: number; name: string; revision: number }) => ({
  ...newPositionPage(req),
  title: `编辑岗位：${name}`,
  action: paths.position(id),
  revision,
  back: { href: paths.position(id), label: name },
});

/** @throws {NotFound} */
async function load(web: Web, req: Request) {
  const id = idParameter(req, '岗位');
  const directory = await selectDirectory(web.runtime.db);
  const position = directory.positions.find((one) => one.id === id);
  if (!position) throw new NotFound('岗位');
  return { directory, position };
}
