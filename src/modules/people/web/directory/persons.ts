import type { Request, Response } from 'express';
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
import { resetPassword, restorePerson } from '../../commands/resetPassword.js';
import { savePerson } from '../../commands/savePerson.js';
import { whyNotEditPerson, whyNotResetPassword } from '../../model/directory.js';
import { selectDirectory, selectDirectoryHistory } from '../../read/directory.js';
import { issuePassword } from '../../steps/issuePassword.js';
import { personView } from '../presenters/directory.js';
import { changeViews } from '../presenters/directoryChanges.js';
import { directoryTabs, mayEdit } from './directoryPage.js';
import { listPersons } from './personList.js';
import {
  formData,
  type RecordPage,
  recordBody,
  revisionBody,
  showRecordForm,
  submitRecord,
} from './recordForm.js';

const back = { href: paths.directoryPersons(), label: '人员' };
const fields = ['login', 'name', 'departmentId', 'phone', 'email', 'positions'];
const newPersonPage: RecordPage = {
  kind: 'person',
  title: '新增人员',
  action: paths.persons(),
  revision: 0,
  back,
  note: '保存后显示一次初始密码，请交给本人；本人首次登录时必须修改。',
};

/** GET /directory/persons */
export const index: Handler = async (web, req, res) => {
  const directory = await selectDirectory(web.runtime.db);
  await renderPage(web, req, res, 'people/directory/persons', {
    title: '人员',
    tabs: directoryTabs('persons'),
    ...listPersons(req, directory),
    mayEdit: mayEdit(req),
  });
};

/** GET /directory/persons/:id */
export const show: Handler = async (web, req, res) => {
  const { db, clock } = web.runtime;
  const { directory, person } = await load(web, req);
  const { changes } = await selectDirectoryHistory(db, { kind: 'person', subjectId: person.id }, 20);
  const actor = personOf(req);
  const shown = personView(directory, person);
  await renderPage(web, req, res, 'people/directory/person', {
    title: person.name,
    subtitle: shown.department,
    subject: shown,
    isSelf: person.id === actor.id,
    changes: changeViews(changes, directory, clock.now(), web.config.timeZone),
    mayEdit: mayEdit(req),
    whyNotEdit: whyNotEditPerson(actor, directory, person.id),
    whyNotReset: whyNotResetPassword(actor),
    back,
  });
};

const newQuery = query({ department: askedId });

/** GET /directory/persons/new */
export const add: Handler = (web, req, res) => {
  const { department: departmentId } = newQuery(req);
  return showRecordForm(web, req, res, newPersonPage, { departmentId });
};

/** POST /directory/persons: answers with the first password, which is kept nowhere. */
export const create = receives(recordBody, (web, req, res, body) =>
  submitRecord(web, req, res, newPersonPage, body, async ({ data }) => {
    const { password: issued, hash } = await issuePassword();
    const input = { id: null, revision: 0, data, passwordHash: hash };
    const { id } = await runCommand(web.runtime, personOf(req), savePerson, input);
    res.status(201);
    await showPassword(web, req, res, id, issued, `人员「${data.name}」已新增。`);
  }),
);

/** GET /directory/persons/:id/edit */
export const edit: Handler = async (web, req, res) => {
  const { directory, person } = await load(web, req);
  const active = directory.positions.filter((position) => position.active).map(({ id }) => id);
  const positions = person.positions.filter((id) => active.includes(id));
  await showRecordForm(web, req, res, pageOf(person), formData({ ...person, positions }, fields));
};

/** POST /directory/persons/:id */
export const save = receives(recordBody, async (web, req, res, body) => {
  const { person } = await load(web, req);
  await submitRecord(web, req, res, pageOf(person), body, async (typed) => {
    const input = { id: person.id, ...typed, passwordHash: null };
    await runCommand(web.runtime, personOf(req), savePerson, input);
    flash(req, 'success', '人员资料已保存。');
    res.redirect(303, paths.person(person.id));
  });
});

/** POST /directory/persons/:id/password */
export const password = receives(revisionBody, async (web, req, res, { _revision: revision }) => {
  const { person } = await load(web, req);
  const { password: issued, hash } = await issuePassword();
  const input = { id: person.id, revision, passwordHash: hash };
  await runCommand(web.runtime, personOf(req), resetPassword, input);
  await showPassword(web, req, res, person.id, issued, `${person.name}的密码已重置，原密码失效。`);
});

/** POST /directory/persons/:id/return */
export const restore = receives(revisionBody, async (web, req, res, { _revision: revision }) => {
  const { person } = await load(web, req);
  const { password: issued, hash } = await issuePassword();
  const input = { id: person.id, revision, passwordHash: hash };
  await runCommand(web.runtime, personOf(req), restorePerson, input);
  await showPassword(web, req, res, person.id, issued, `${person.name}已复职，请编辑其岗位。`);
});

async function showPassword(
  web: Web,
  req: Request,
  res: Response,
  id: number,
  issued: string,
  message: string,
): Promise<void> {
  const directory = await selectDirectory(web.runtime.db);
  const subject = directory.persons.find((one) => one.id === id);
  await renderPage(web, req, res, 'people/directory/password', {
    title: '初始密码',
    message,
    subject,
    issued,
    back: { href: paths.person(id), label: subject?.name ?? '' },
  });
}

const pageOf = ({ id, name, revision }: { id: number; name: string; revision: number }): RecordPage => ({
  kind: 'person',
  title: `编辑人员：${name}`,
  action: paths.person(id),
  revision,
  back: { href: paths.person(id), label: name },
});

/** @throws {NotFound} */
async function load(web: Web, req: Request) {
  const id = idParameter(req, '人员');
  const directory = await selectDirectory(web.runtime.db);
  const person = directory.persons.find((one) => one.id === id);
  if (!person) throw new NotFound('人员');
  return { directory, person };
}
