import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { departPerson } from '../../../../src/modules/departure/commands/departPerson.js';
import { importDirectory, previewImport } from '../../../../src/modules/people/commands/importDirectory.js';
import { resetPassword, restorePerson } from '../../../../src/modules/people/commands/resetPassword.js';
import { closeDepartment, saveDepartment } from '../../../../src/modules/people/commands/saveDepartment.js';
import { savePerson } from '../../../../src/modules/people/commands/savePerson.js';
import { closePosition, savePosition } from '../../../../src/modules/people/commands/savePosition.js';
import { unplacedPersons } from '../../../../src/modules/people/model/directory.js';
import {
  organizationTemplates,
  templateRows,
} from '../../../../src/modules/people/model/organizationTemplates.js';
import {
  selectDirectory,
  selectDirectoryHistory,
  selectDirectoryOn,
} from '../../../../src/modules/people/read/directory.js';
import {
  insertOrganizationVersion,
  selectOrganization,
} from '../../../../src/modules/people/store/organization.js';
import { claimTask } from '../../../../src/modules/tasks/commands/claimTask.js';
import { delegateTask } from '../../../../src/modules/tasks/commands/delegateTask.js';
import { applyOrganizations } from '../../../../src/modules/tickets/steps/applyOrganizations.js';
import { selectTask } from '../../../../src/modules/tickets/store/tasks.js';
import { selectTicket } from '../../../../src/modules/tickets/store/tickets.js';
import { systemActor } from '../../../../src/platform/actor.js';
import { InvalidForm, NotAllowed, StaleRecord } from '../../../../src/platform/errors.js';
import { runCommand } from '../../../../src/platform/runCommand.js';
import { createDepartment, type Department } from '../../../support/company/department.js';
import {
  arrange,
  feedback,
  guidance,
  openTask,
  perform,
  startRequest,
} from '../../../support/company/remoteService.js';
import { createTestDatabase, type TestDatabase } from '../../../support/databases/database.js';
import { brokenInvariants } from '../../../support/databases/invariants.js';
import { replayDifferences } from '../../../support/databases/replayDifferences.js';

let database: TestDatabase;
let department: Department;

beforeAll(async () => {
  database = await createTestDatabase();
  department = await createDepartment(database.db);
});
afterAll(() => database.destroy());

const directory = () => selectDirectory(database.db);
const departmentNamed = async (name: string) => found((await directory()).departments, name);
const positionNamed = async (name: string) => found((await directory()).positions, name);
const personNamed = async (name: string) => found((await directory()).persons, name);
const timeZone = 'Asia/Shanghai';

function found<Item extends { name: string; active: boolean }>(items: readonly Item[], name: string): Item {
  const item = items.find((one) => one.active && one.name === name);
  if (!item) throw new Error(`${name} is not in the directory`);
  return item;
}

const newPerson = async (login: string, data: object, by = 'hr') =>
  department.as(by, savePerson, {
    id: null,
    revision: 0,
    passwordHash: '-',
    data: { login, departmentId: (await departmentNamed('售后服务部')).id, ...data },
  });
const errorsOf = async (work: Promise<unknown>): Promise<string> => {
  const error = await work.then(
    () => new Error('nothing was refused'),
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof InvalidForm)) throw error;
  return error.errors.map(({ path, message }) => `${path}: ${message}`).join('\n');
};

test('what is entered, changed and closed is in the history, and the directory of an earlier day shows what was', async () => {
  const parent = await departmentNamed('山东恒泰机电工程有限公司');
  const { id } = await department.as('hr', saveDepartment, {
    id: null,
    revision: 0,
    data: { name: '备件中心', parentId: parent.id },
  });
  const position = await department.as('hr', savePosition, {
    id: null,
    revision: 0,
    data: { name: '备件管理员', departmentId: id, headcount: 2, duties: '备件收发' },
  });
  department.clock.advance({ hours: 48 });
  const data = { name: '备件与物料中心', parentId: parent.id, duties: '备件计划' };
  const { revision } = await departmentNamed('备件中心');
  await department.as('hr', saveDepartment, { id, revision, data });
  await expect(department.as('hr', saveDepartment, { id, revision, data })).rejects.toThrow(StaleRecord);
  await expect(
    department.as('hr', closeDepartment, {
      id,
      revision: (await departmentNamed('备件与物料中心')).revision,
    }),
  ).rejects.toThrow('还有岗位「备件管理员」');
  department.clock.advance({ hours: 24 });
  const { revision: held } = await positionNamed('备件管理员');
  await department.as('hr', closePosition, { id: position.id, revision: held });

  const { changes } = await selectDirectoryHistory(database.db, { kind: 'department', subjectId: id });
  expect(changes).toMatchObject([
    { action: 'changed', actorName: '韩雪', source: 'page', before: { name: '备件中心', duties: null } },
    { action: 'created', before: null, after: { name: '备件中心', parentId: parent.id } },
  ]);
  const onDay = (day: string) => selectDirectoryOn(database.db, day, timeZone);
  expect((await onDay('2026-11-22')).departments.map(({ name }) => name)).not.toContain('备件中心');
  expect((await onDay('2026-11-24')).departments.map(({ name }) => name)).toContain('备件中心');
  expect(found((await onDay('2026-11-25')).positions, '备件管理员')).toMatchObject({ headcount: 2 });
  expect((await directory()).positions.find((one) => one.id === position.id)).toMatchObject({
    active: false,
  });
});

describe('is refused', () => {
  test('whoever is neither administrator nor of the human resources', async () => {
    const input = { id: null, revision: 0, data: { name: '私设部门' } };
    await expect(department.as('manager', saveDepartment, input)).rejects.toThrow(NotAllowed);
  });

  test('a cycle of departments, a duplicate name, a taken log-in, an unknown position', async () => {
    const company = await departmentNamed('山东恒泰机电工程有限公司');
    const service = await departmentNamed('售后服务部');
    const under = {
      id: company.id,
      revision: company.revision,
      data: { name: company.name, parentId: service.id },
    };
    expect(await errorsOf(department.as('hr', saveDepartment, under))).toMatch(/^parentId: 上级部门不能是/);
    const twin = { id: null, revision: 0, data: { name: '售后服务部', parentId: company.id } };
    expect(await errorsOf(department.as('hr', saveDepartment, twin))).toMatch(/^name: .*同名/);
    expect(await errorsOf(newPerson('desk', { name: '重名' }))).toContain('login: 登录名已由王晓燕使用');
    expect(await errorsOf(newPerson('nobody', { name: '无岗', positions: [9999] }))).toMatch(/^positions/);
    expect(await errorsOf(newPerson('No Body', { name: '空格' }))).toMatch(/^login: /);
  });

  test("the human resources that reach for the administrator's rights", async () => {
    const admin = await positionNamed('系统管理员');
    expect(await errorsOf(newPerson('sneaky', { name: '越权', positions: [admin.id] }))).toContain(
      '须由系统管理员办理',
    );
    const hr = await personNamed('韩雪');
    const { login, name, departmentId } = hr;
    const auditor = await positionNamed('审计员');
    const promote = { id: hr.id, revision: hr.revision, passwordHash: null };
    const data = { login, name, departmentId, positions: [...hr.positions, auditor.id] };
    expect(await errorsOf(department.as('hr', savePerson, { ...promote, data }))).toContain(
      '不能调整自己的岗位',
    );
    const { revision, name: title, departmentId: place } = await positionNamed('人力资源主管');
    const groups = { name: title, departmentId: place, groups: ['admin'] };
    expect(
      await errorsOf(
        department.as('hr', savePosition, { id: (await positionNamed(title)).id, revision, data: groups }),
      ),
    ).toMatch(/groups|不/);
  });

  test('what would leave nobody as administrator', async () => {
    const admin = await personNamed('董浩');
    const { login, name, departmentId } = admin;
    const data = { login, name, departmentId, positions: [] };
    const input = { id: admin.id, revision: admin.revision, passwordHash: null, data };
    await expect(department.as('admin', savePerson, input)).rejects.toThrow('没有任何系统管理员');
  });

  test('a new password with which others than administrators could sign in the name of somebody (R18)', async () => {
    const { id, revision } = await personNamed('黄建华');
    const hashOf = () => database.db('persons').where({ id }).first('passwordHash');
    const before = await hashOf();
    const input = { id, revision, passwordHash: 'known to who set it' };
    await expect(department.as('hr', resetPassword, input)).rejects.toThrow('须由系统管理员办理');
    await expect(department.as('hr', restorePerson, input)).rejects.toThrow('须由系统管理员办理');
    expect(await hashOf()).toEqual(before);
    await department.as('admin', resetPassword, input);
    expect(await hashOf()).toEqual({ passwordHash: 'known to who set it' });
  });
});

/** A task of the second engineer's that the person has borrowed. */
async function lentTask(personId: number) {
  const { id } = await startRequest(department, { symptom: '指示灯不亮' });
  await arrange(department, id, 'engineer2');
  const { revision, ...task } = await openTask(department, id, 'remoteGuidance');
  const input = { taskId: task.id, personId, reason: '请代为处理', revision };
  await department.as('engineer2', delegateTask, input);
  return task;
}

describe('somebody leaves', () => {
  test('with everything handed over at once, or not at all', async () => {
    const first = await startRequest(department);
    await arrange(department, first.id);
    const second = await startRequest(department, { symptom: '接触器不吸合' });
    const other = await department.person('engineer2');
    const engineer = await personNamed('张伟');
    const task = await openTask(department, first.id, 'remoteGuidance');
    const lent = await lentTask(engineer.id);
    const leave = { id: engineer.id, revision: engineer.revision, choices: {} };

    expect(await errorsOf(department.as('hr', departPerson, { ...leave, all: '' }))).toContain(
      '请选择接办人',
    );
    const desk = await department.person('desk');
    expect(await errorsOf(department.as('hr', departPerson, { ...leave, all: String(desk.id) }))).toContain(
      '的岗位不能办理此任务',
    );
    expect((await personNamed('张伟')).positions).toEqual(engineer.positions);

    const work = await department.as('hr', departPerson, { ...leave, all: String(other.id) });
    expect([work.tasks.length, work.futureTasks.length]).toEqual([2, 1]);
    for (const id of [task.id, lent.id]) {
      const held = { assigneeId: other.id, ownerId: null, status: 'claimed' };
      expect(await selectTask(database.db, id)).toMatchObject(held);
    }
    expect((await selectTicket(database.db, first.id)).variables.engineer).toBe(other.id);
    expect((await selectTicket(database.db, second.id)).variables.engineer).toBeUndefined();
    const left = (await directory()).persons.find(({ id }) => id === engineer.id);
    expect(left).toMatchObject({ active: false, positions: [] });
    expect(await department.person('engineer')).toBeUndefined();
    const { changes } = await selectDirectoryHistory(database.db, { kind: 'person', subjectId: engineer.id });
    expect(changes[0]).toMatchObject({ action: 'closed', source: 'departure' });
    expect(await brokenInvariants(database.db)).toEqual([]);
    expect(await replayDifferences(department.runtime)).toEqual([]);
  });

  test('and who did the work before may not take over what must be done by another (R9)', async () => {
    const { id } = await startRequest(department, { symptom: '电机过热' });
    await arrange(department, id, 'engineer2');
    await perform(department, id, 'remoteGuidance', 'engineer2', guidance('solved'));
    await perform(department, id, 'feedback', 'engineer2', feedback);
    const confirm = await openTask(department, id, 'confirmWithCustomer');
    const clerk = await personNamed('李静');
    await department.as('clerk', claimTask, { taskId: confirm.id });
    const engineer = await department.person('engineer2');
    const leave = { id: clerk.id, revision: clerk.revision, all: String(engineer.id), choices: {} };
    expect(await errorsOf(department.as('hr', departPerson, leave))).toContain(
      `task-${confirm.id}: 赵磊办理过`,
    );
    await department.as('hr', departPerson, { ...leave, choices: { [`task-${confirm.id}`]: 'release' } });
    expect(await selectTask(database.db, confirm.id)).toMatchObject({ status: 'ready', assigneeId: null });
  });
});

describe('imported rows', () => {
  const row = { line: 2, unreadable: '' };
  const person = { ...row, department: '售后服务部', positions: '', email: '', phone: '' };
  const rows = {
    departments: [
      { ...row, name: '区域服务站', parent: '售后服务部', duties: '区域内的上门服务' },
      { ...row, line: 3, name: '孤儿', parent: '没有的部门', duties: '' },
    ],
    positions: [
      {
        ...row,
        department: '售后服务部/区域服务站',
        name: '站长',
        headcount: '1',
        duties: '',
        authority: '',
        requirements: '',
        groups: '服务工程师、会计员',
      },
    ],
    persons: [
      { ...person, login: 'zhan', name: '詹红', department: '区域服务站', positions: '站长' },
      { ...person, line: 3, login: 'desk', name: '王晓燕', phone: '13800001111' },
      { ...person, line: 4, login: '有空格 的', name: '错误' },
      { ...person, line: 5, login: 'clash', name: '公式', unreadable: '电话：含有公式' },
    ],
  };
  const input = { rows, source: 'import', onlyAdd: false } as const;

  test('are previewed without a trace, refused one by one, and the rest is written', async () => {
    const before = await directory();
    const admin = await department.person('admin');
    const preview = await previewImport(department.runtime, admin, input);
    expect(await directory()).toEqual(before);
    expect(preview.results.map(({ outcome }) => outcome)).toEqual([
      'created',
      'refused',
      'created',
      'created',
      'changed',
      'refused',
      'refused',
    ]);
    expect(preview.changes.find(({ subjectName }) => subjectName === '王晓燕')).toMatchObject({
      before: { phone: null },
      after: { phone: '13800001111' },
    });
    const passwordHashes = new Map([['zhan', '-']]);
    const results = await department.as('admin', importDirectory, { ...input, passwordHashes });
    expect(results.map(({ outcome }) => outcome)).toEqual(preview.results.map(({ outcome }) => outcome));
    expect((await department.person('zhan')).groups).toEqual(['accountant', 'service-engineer']);
    const again = await previewImport(department.runtime, admin, input);
    expect(new Set(again.results.map(({ outcome }) => outcome))).toEqual(new Set(['same', 'refused']));
    expect(again.changes).toEqual([]);
  });

  test.each(organizationTemplates)(
    'of the template $name are added once, and change nothing',
    async (template) => {
      const company = '山东恒泰机电工程有限公司';
      const asked = { rows: templateRows(template, company), source: 'template', onlyAdd: true } as const;
      const before = await directory();
      const admin = await department.person('admin');
      const first = await department.as('admin', importDirectory, { ...asked, passwordHashes: new Map() });
      expect(first.filter(({ outcome }) => outcome === 'refused')).toEqual([]);
      const again = await previewImport(department.runtime, admin, asked);
      expect(new Set(again.results.map(({ outcome }) => outcome))).toEqual(new Set(['same']));
      const after = await directory();
      for (const one of before.departments) expect(after.departments).toContainEqual(one);
      for (const one of before.positions) expect(after.positions).toContainEqual(one);
    },
  );
});

test('a published organisation is in the directory and its history, and leaves the administrator in office', async () => {
  const { id: ticketId } = await startRequest(department, { symptom: '指示灯不亮' });
  const organization = (await selectOrganization(database.db)).filter(
    ({ name }) => name === '山东恒泰机电工程有限公司' || name === '售后服务部',
  );
  organization.push({
    key: 'new',
    parentKey: organization[0]!.key,
    name: '客户关怀部',
    duties: '回访',
    positions: [],
  });
  const now = department.clock.now().toISOString();
  const versionId = await insertOrganizationVersion(database.db, {
    ticketId,
    organization,
    effectiveOn: '2026-11-20',
    publishedAt: now,
    appliedAt: null,
  });
  await runCommand(department.runtime, systemActor, applyOrganizations, versionId);
  const after = await directory();
  const names = after.departments.filter(({ active }) => active).map(({ name }) => name);
  expect(names.sort()).toEqual(['售后服务部', '客户关怀部', '山东恒泰机电工程有限公司', '财务信息部'].sort());
  expect((await department.person('admin')).groups).toEqual(['admin']);
  expect((await department.person('accountant')).groups).toEqual([]);
  const unplaced = unplacedPersons(after).map(({ name }) => name);
  expect(unplaced).toContain('吴芳');
  expect(unplaced).not.toContain('董浩');
  const { changes } = await selectDirectoryHistory(database.db, { kind: 'department' });
  expect(changes.find(({ subjectName }) => subjectName === '客户关怀部')).toMatchObject({
    source: 'organization',
    action: 'created',
    actorName: '系统',
  });
});
