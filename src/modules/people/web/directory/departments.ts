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
import { closeDepartment, saveDepartment } from '../../commands/saveDepartment.js';
import { whyNotCloseDepartment } from '../../model/directory.js';
import { departmentPaths, departmentTree } from '../../model/directoryTree.js';
import { selectDirectory, selectDirectoryHistory } from '../../read/directory.js';
import { departmentView, findNode } from '../presenters/directory.js';
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

const newDepartmentPage: RecordPage = {
  kind: 'department',
  title: '新增部门',
  action: paths.departments(),
  revision: 0,
  back,
};

/** GET /directory/departments/:id */
export const show: Handler = async (web, req, res) => {
  const { db, clock } = web.runtime;
  const { directory, department } = await load(web, req);
  const { changes } = await selectDirectoryHistory(db, { kind: 'department', subjectId: department.id }, 20);
  const node = findNode(departmentTree(directory), department.id);
  await renderPage(web, req, res, 'people/directory/department', {
    title: department.name,
    subtitle: departmentPaths(directory.departments).get(department.id),
    department,
    node: node && departmentView(node),
    persons: directory.persons.filter(({ active, departmentId }) => active && departmentId === department.id),
    whyNotClose: whyNotCloseDepartment(directory, department.id),
    changes: changeViews(changes, directory, clock.now(), web.config.timeZone),
    mayEdit: mayEdit(req),
    back,
  });
};

const newQuery = query({ parent: askedId });

/** GET /directory/departments/new */
export const add: Handler = (web, req, res) => {
  const { parent: parentId } = newQuery(req);
  return showRecordForm(web, req, res, newDepartmentPage, { parentId });
};

/** POST /directory/departments */
export const create = receives(recordBody, (web, req, res, body) =>
  submitRecord(web, req, res, newDepartmentPage, body, async ({ data }) => {
    const input = { id: null, revision: 0, data };
    const { id } = await runCommand(web.runtime, personOf(req), saveDepartment, input);
    flash(req, 'success', `部门「${data.name}」已新增。`);
    res.redirect(303, paths.department(id));
  }),
);

/** GET /directory/departments/:id/edit */
export const edit: Handler = async (web, req, res) => {
  const { department } = await load(web, req);
  const data = formData(department, ['name', 'parentId', 'duties']);
  await showRecordForm(web, req, res, pageOf(department), data);
};

/** POST /directory/departments/:id */
export const save = receives(recordBody, async (web, req, res, body) => {
  const { department } = await load(web, req);
  await submitRecord(web, req, res, pageOf(department), body, async (input) => {
    await runCommand(web.runtime, personOf(req), saveDepartment, { id: department.id, ...input });
    flash(req, 'success', '部门已保存。');
    res.redirect(303, paths.department(department.id));
  });
});

/** POST /directory/departments/:id/closure */
export const close = receives(revisionBody, async (web, req, res, { _revision: revision }) => {
  const { department } = await load(web, req);
  const input = { id: department.id, revision };
  await runCommand(web.runtime, personOf(req), closeDepartment, input);
  flash(req, 'success', `部门「${department.name}」已撤销，历史记录保留。`);
  res.redirect(303, paths.directory());
});

const pageOf = ({ id, name, revision }: { id: number; name: string; revision: number }): RecordPage => ({
  kind: 'department',
  title: `编辑部门：${name}`,
  action: paths.department(id),
  revision,
  back: { href: paths.department(id), label: name },
});

/** @throws {NotFound} */
async function load(web: Web, req: Request) {
  const id = idParameter(req, '部门');
  const directory = await selectDirectory(web.runtime.db);
  const department = directory.departments.find((one) => one.id === id);
  if (!department) throw new NotFound('部门');
  return { directory, department };
}
