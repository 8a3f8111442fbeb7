import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { selectOptionalActor } from '../../../../src/modules/people/store/persons.js';
import { replacePositionGroups } from '../../../../src/modules/people/store/positions.js';
import { claimTask } from '../../../../src/modules/tasks/commands/claimTask.js';
import { completeTask } from '../../../../src/modules/tasks/commands/completeTask.js';
import { releaseTask } from '../../../../src/modules/tasks/commands/releaseTask.js';
import { withdrawTask } from '../../../../src/modules/tasks/commands/withdrawTask.js';
import { startTicket } from '../../../../src/modules/tickets/commands/startTicket.js';
import { selectOpenTasks, selectTask } from '../../../../src/modules/tickets/store/tasks.js';
import type { Person } from '../../../../src/platform/actor.js';
import { type Command, runCommand } from '../../../../src/platform/runCommand.js';
import { personIds } from '../../../support/company/department.js';
import { createTestDatabase, type TestDatabase } from '../../../support/databases/database.js';
import { startTestApp, type TestApp } from '../../../support/http/app.js';
import { consentForm, deployGranting, grantingXml, organizationGranting } from './support/grantingProcess.js';

let database: TestDatabase;
let app: TestApp;
let ids: Record<string, number>;
let owners: { owner: number; second: number };

beforeAll(async () => {
  database = await createTestDatabase('department');
  app = await startTestApp({ db: database.db });
  ids = await personIds(database.db);
  owners = { owner: ids.owner!, second: ids.owner2! };
});
afterAll(async () => {
  await app.stop();
  await database.destroy();
});

const person = async (login: string) => (await selectOptionalActor(database.db, ids[login]!)) as Person;
const groupsOf = async (login: string) => (await person(login)).groups;
const as = async <Input, Output>(login: string, command: Command<Input, Output>, input: Input) =>
  runCommand(app.runtime, await person(login), command, input);

/** Starts a ticket that asks for a group for the process owners, and gives its id. */
async function ask(
  processKey: string,
  { as: login = 'engineer', group = 'admin' }: { as?: string; group?: string } = {},
): Promise<number> {
  const organization = await organizationGranting(database.db, '流程负责人', group);
  const requestKey = crypto.randomUUID();
  const { number } = await as(login, startTicket, { processKey, data: { organization }, requestKey });
  return (await database.db('tickets').where({ number }).first('id')).id;
}

async function approve(ticketId: number, login: string, agreed: boolean | undefined): Promise<number> {
  const [task] = await selectOpenTasks(database.db, ticketId);
  await as(login, claimTask, { taskId: task!.id });
  const data = agreed === undefined ? {} : { agreed };
  await as(login, completeTask, {
    taskId: task!.id,
    data,
    revision: (await selectTask(database.db, task!.id)).revision,
  });
  return task!.id;
}

async function incidentsOf(ticketId: number): Promise<{ elementId: string | null; message: string }[]> {
  return database.db('incidents').where({ ticketId }).select('elementId', 'message');
}

/** The service ran, was refused for want of an approval, and nobody got anything. */
async function expectRefused(ticketId: number): Promise<void> {
  await app.runJobs();
  const [incident, ...others] = await incidentsOf(ticketId);
  expect(others).toEqual([]);
  expect(incident?.elementId).toBe('publish');
  expect(incident?.message).toContain('授予「总经理办公室」岗位「流程负责人」的系统角色「系统管理员」');
  expect(incident?.message).toContain('须由系统管理员或人力资源部的人员');
  expect(await groupsOf('owner')).toEqual(['process-owner']);
  const versions = await database.db('organization_versions').where({ ticketId });
  expect(versions).toEqual([]);
}

async function expectGranted(ticketId: number): Promise<void> {
  await app.runJobs();
  expect(await incidentsOf(ticketId)).toEqual([]);
  expect(await groupsOf('owner')).toContain('admin');
  const position = await database.db('positions').where({ name: '流程负责人' }).first('id');
  await replacePositionGroups(database.db, position.id, ['process-owner']);
  expect(await groupsOf('owner')).toEqual(['process-owner']);
}

describe('a process that owners published', () => {
  test('gives nobody what its publishers do not have', async () => {
    await deployGranting(app.runtime, 'owned-directly', grantingXml('owned-directly', 'directly'), owners);
    await expectRefused(await ask('owned-directly'));
    await expectRefused(await ask('owned-directly', { as: 'admin' }));
  });

  test('gives what its publishers have themselves, and changes nothing else', async () => {
    const [office] = await database.db('positions').where({ name: '库房管理员' }).select('id');
    const organization = await organizationGranting(database.db, '库房管理员', 'process-owner');
    const requestKey = crypto.randomUUID();
    const data = { organization };
    await as('engineer', startTicket, { processKey: 'owned-directly', data, requestKey });
    await app.runJobs();
    expect([...(await groupsOf('warehouse'))].sort()).toEqual(['process-owner', 'warehouse']);
    await replacePositionGroups(database.db, office!.id, ['warehouse']);
  });

  test('takes nothing from others either', async () => {
    const organization = (await organizationGranting(database.db, '', '')).map((node) => ({
      ...node,
      positions: node.positions.filter(({ name }) => name !== '董事'),
    }));
    const requestKey = crypto.randomUUID();
    const input = { processKey: 'owned-directly', data: { organization }, requestKey };
    const { number } = await as('engineer', startTicket, input);
    await app.runJobs();
    const ticket = await database.db('tickets').where({ number }).first('id');
    expect((await incidentsOf(ticket.id))[0]?.message).toMatch(
      /收回「[^」]+」岗位「[^」]+」的系统角色「董事会」/,
    );
    expect(await groupsOf('board')).toContain('board');
  });

  test('is refused at once when it would apply another day', async () => {
    const xml = grantingXml('owned-later', 'directly').replace('2026-01-01', '2099-01-01');
    await deployGranting(app.runtime, 'owned-later', xml, owners);
    await expectRefused(await ask('owned-later'));
  });

  test('is limited too when it calls another process for it', async () => {
    const { runtime } = app;
    await deployGranting(runtime, 'trusted-publication', grantingXml('trusted-publication', 'called'), null);
    await deployGranting(runtime, 'caller', grantingXml('caller', { calls: 'trusted-publication' }), owners);
    const caller = await ask('caller');
    const child = await database.db('tickets').where({ parentId: caller }).first('id');
    await expectRefused(child.id);
  });

  test('limits a process of the folder that calls it', async () => {
    const { runtime } = app;
    await deployGranting(runtime, 'owned-publication', grantingXml('owned-publication', 'called'), owners);
    const xml = grantingXml('folder-caller', { calls: 'owned-publication' });
    await deployGranting(runtime, 'folder-caller', xml, null);
    const caller = await ask('folder-caller');
    const child = await database.db('tickets').where({ parentId: caller }).first('id');
    await expectRefused(child.id);
  });
});

describe('an approval in the run', () => {
  const key = 'owned-approved';
  beforeAll(() => deployGranting(app.runtime, key, grantingXml(key, 'approved'), owners));

  test.each([
    { why: 'by 人力资源部', starter: 'engineer', approver: 'hr', agreed: true, counts: true },
    { why: 'by an administrator', starter: 'engineer', approver: 'admin', agreed: true, counts: true },
    { why: 'by who prepared and started it', starter: 'hr', approver: 'hr', agreed: true, counts: false },
    { why: 'by somebody else', starter: 'engineer', approver: 'board', agreed: true, counts: false },
    { why: 'that says no', starter: 'engineer', approver: 'hr', agreed: false, counts: false },
    { why: 'that says nothing', starter: 'engineer', approver: 'hr', agreed: undefined, counts: false },
  ])('$why: $counts', async ({ starter, approver, agreed, counts }) => {
    const ticketId = await ask(key, { as: starter });
    await approve(ticketId, approver, agreed);
    await (counts ? expectGranted(ticketId) : expectRefused(ticketId));
  });

  test('that was withdrawn counts no more', async () => {
    const ticketId = await ask(key);
    const taskId = await approve(ticketId, 'hr', true);
    await as('hr', withdrawTask, { taskId, reason: '填错了' });
    const [again] = await selectOpenTasks(database.db, ticketId);
    await as('hr', releaseTask, { taskId: again!.id });
    await approve(ticketId, 'board', true);
    await expectRefused(ticketId);
  });

  test('whose page does not show the organisation counts for nothing', async () => {
    const { 'x-ui': _, ...blind } = consentForm;
    const xml = grantingXml('owned-blind', 'approved').replaceAll('organization-consent', 'blind-consent');
    await deployGranting(app.runtime, 'owned-blind', xml, owners, {
      'blind-consent': { ...blind, $id: 'blind-consent' },
    });
    const ticketId = await ask('owned-blind');
    await approve(ticketId, 'hr', true);
    await expectRefused(ticketId);
  });

  test('counts for what was shown, not for what the diagram makes of it', async () => {
    const other = grantingXml('owned-other', 'approved').replace(
      '${organization}',
      '${for node in organization return context put(node, "duties", "另一职责")}',
    );
    await deployGranting(app.runtime, 'owned-other', other, owners);
    const ticketId = await ask('owned-other');
    await approve(ticketId, 'hr', true);
    await expectRefused(ticketId);
  });
});

describe('a file of the folder', () => {
  test('is trusted like the administrator of the machine', async () => {
    await deployGranting(app.runtime, 'folder-directly', grantingXml('folder-directly', 'directly'), null);
    await expectGranted(await ask('folder-directly'));
  });

  test('is not trusted when its form was published here with another process', async () => {
    const changed = { 'organization-consent': { ...consentForm, title: '意见' } };
    const xml = grantingXml('owned-form', 'approved');
    await deployGranting(app.runtime, 'owned-form', xml, owners, changed);
    await deployGranting(
      app.runtime,
      'folder-approved',
      grantingXml('folder-approved', 'approved'),
      null,
      changed,
    );
    const ticketId = await ask('folder-approved');
    await approve(ticketId, 'board', true);
    await expectRefused(ticketId);
  });

  test('is not trusted when somebody published the same diagram here before', async () => {
    const xml = grantingXml('owned-directly', 'directly');
    const changed = xml.replace('name="发布"', 'name="公布"');
    await deployGranting(app.runtime, 'owned-directly', changed, null);
    await deployGranting(app.runtime, 'owned-directly', xml, null);
    const { deployedBy } = await database
      .db('process_definitions')
      .where({ key: 'owned-directly' })
      .orderBy('version', 'desc')
      .first('deployedBy');
    expect(deployedBy).toBeNull();
    await expectRefused(await ask('owned-directly'));
  });
});

test('an organisation that was approved for a later day is checked again on that day', async () => {
  const xml = grantingXml('owned-tomorrow', 'directly').replace('2026-01-01', '2026-11-25');
  await deployGranting(app.runtime, 'owned-tomorrow', xml, owners);
  const position = await database.db('positions').where({ name: '流程负责人' }).first('id');
  await replacePositionGroups(database.db, position.id, ['process-owner', 'auditor']);
  const organization = await organizationGranting(database.db, '', '');
  await as('engineer', startTicket, {
    processKey: 'owned-tomorrow',
    data: { organization },
    requestKey: crypto.randomUUID(),
  });
  await app.runJobs();
  await replacePositionGroups(database.db, position.id, ['process-owner']);
  app.clock.advance({ hours: 72 });
  await app.runJobs();
  const job = await database.db('jobs').where({ kind: 'applyOrganization' }).orderBy('id', 'desc').first();
  expect(job).toMatchObject({ status: 'failed', attempts: 1 });
  expect(job.lastError).toContain('系统角色「审计员」');
  expect(await groupsOf('owner')).toEqual(['process-owner']);
});
