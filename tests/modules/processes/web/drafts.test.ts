import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newDiagram } from '../../../../src/bpmn/newDiagram.js';
import { upsertDraftForm } from '../../../../src/modules/processes/store/processDraftForms.js';
import { personAt, personId, ticketWaitingFor } from '../../../support/company/remoteServiceTicket.js';
import { createTestDatabase, type TestDatabase } from '../../../support/databases/database.js';
import { startTestApp, type TestApp } from '../../../support/http/app.js';
import { csrfTokenOf, type HttpPerson } from '../../../support/http/httpPerson.js';
import { wordsOf } from '../../../support/http/wordsOf.js';

let database: TestDatabase;
let app: TestApp;
let owner: HttpPerson;
let second: HttpPerson;
let admin: HttpPerson;
let token: string;
let secondToken: string;

beforeAll(async () => {
  database = await createTestDatabase();
  app = await startTestApp({ db: database.db });
  owner = await personAt(app, 'owner');
  second = await personAt(app, 'owner2');
  admin = await personAt(app, 'admin');
  token = csrfTokenOf((await owner.get('/account')).text);
  secondToken = csrfTokenOf((await second.get('/account')).text);
});
afterAll(async () => {
  await app.stop();
  await database.destroy();
});

const begin = async (key = 'remote-service') =>
  String((await owner.post(`/processes/${key}/drafts`, { _csrf: token })).location);

const call = async (person: HttpPerson, method: string, path: string, body?: unknown) => {
  const answer = await person.send(path, {
    method,
    headers: { 'content-type': 'application/json', 'x-csrf-token': person === owner ? token : secondToken },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  return { status: answer.status, json: answer.text === '' ? null : JSON.parse(answer.text) };
};
const xmlOf = async (draft: string) => (await owner.get(`${draft}/diagram`)).text;

const drawnGrant = `<bpmndi:BPMNShape id="grant_di" bpmnElement="grant"><dc:Bounds x="400" y="200" width="100" height="80" /></bpmndi:BPMNShape>
  <bpmndi:BPMNEdge id="toGrant_di" bpmnElement="toGrant"><di:waypoint x="300" y="240" /><di:waypoint x="400" y="240" /></bpmndi:BPMNEdge>`;

describe('a draft', () => {
  test.each([
    [null],
    [[]],
    [{ revision: 1 }],
    [{ xml: ['<x/>'], revision: 1 }],
    [{ xml: '<x/>' }],
    [{ xml: '<x/>', revision: '1' }],
    [{ xml: '<x/>', revision: 1.5 }],
  ])('is not saved from a body that is none of the editor’s: %j', async (body) => {
    const draft = await begin();
    const answer = await call(owner, 'PUT', `${draft}/diagram`, body);
    expect(answer).toMatchObject({ status: body === null ? 400 : 422 });
    expect(answer.json.message).toMatch(/\p{Script=Han}/u);
    expect(
      (await call(owner, 'PUT', `${draft}/diagram`, { xml: await xmlOf(draft), revision: 1 })).status,
    ).toBe(200);
  });

  test('starts with the published diagram and is saved while it is edited', async () => {
    const draft = await begin();
    const published = await database.db('process_definitions').where({ key: 'remote-service' }).first('xml');
    const xml = await xmlOf(draft);
    expect(xml).toBe(published.xml);
    const changed = xml.replaceAll('远程指导服务', '电话指导服务');
    const saved = await call(owner, 'PUT', `${draft}/diagram`, { xml: changed, revision: 1 });
    expect(saved).toEqual({
      status: 200,
      json: { revision: 2, savedAt: app.clock.now().toISOString() },
    });
    expect(await xmlOf(draft)).toBe(changed);
    expect((await owner.get(draft)).status).toBe(200);
    const again = await call(owner, 'PUT', `${draft}/diagram`, { xml, revision: 1 });
    expect(again.status).toBe(409);
    expect(again.json.message).toContain('您在另一窗口');
    expect(await xmlOf(draft)).toBe(changed);
  });

  test('is written by one person at a time: the page names the editor, and a lock that is not renewed expires', async () => {
    const draft = await begin();
    const xml = await xmlOf(draft);
    expect((await call(owner, 'POST', `${draft}/lock`)).status).toBe(200);
    const other = await call(second, 'POST', `${draft}/lock`);
    expect(other).toMatchObject({ status: 409, json: { holder: '唐晓峰' } });
    const write = await call(second, 'PUT', `${draft}/diagram`, { xml, revision: 1 });
    expect(write).toMatchObject({ status: 409, json: { message: expect.stringContaining('唐晓峰') } });
    expect((await second.get(draft)).text).toContain('唐晓峰正在编辑');
    app.clock.advance({ minutes: 3 });
    expect((await call(second, 'POST', `${draft}/lock`)).status).toBe(200);
    expect((await call(owner, 'DELETE', `${draft}/lock`)).status).toBe(204);
    expect((await call(owner, 'PUT', `${draft}/diagram`, { xml, revision: 1 })).status).toBe(409);
    expect((await call(second, 'DELETE', `${draft}/lock`)).status).toBe(204);
    expect((await call(owner, 'PUT', `${draft}/diagram`, { xml, revision: 1 })).status).toBe(200);
  });

  test.each([
    ['no XML', 'nonsense', 422],
    [
      'an entity',
      '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>',
      422,
    ],
    ['no process', '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d"/>', 422],
    ['more than 2 MB', `<x>${'长'.repeat(750_000)}</x>`, 422],
    ['more than anybody sends', 'x'.repeat(5_000_000), 413],
    ['no text at all', { a: 1 }, 422],
  ])('that is %s is refused in Chinese', async (_what, xml, status) => {
    const draft = await begin();
    const answer = await call(owner, 'PUT', `${draft}/diagram`, { xml, revision: 1 });
    expect(answer.status).toBe(status);
    expect(answer.json.message).toMatch(/[一-鿿]/);
    expect((await database.db('process_drafts').orderBy('id', 'desc').first('revision')).revision).toBe(1);
  });

  const read = (person: HttpPerson, draft: string, file: string | Uint8Array<ArrayBuffer> | null) => {
    const body = new FormData();
    if (file !== null) body.set('file', new Blob([file]), '外来.bpmn');
    const headers = { 'x-csrf-token': person === owner ? token : secondToken, accept: 'application/json' };
    return person.send(`${draft}/readings`, { method: 'POST', headers, body });
  };

  test('reads a file of another tool for the editor as an upload is read, and its history says what became of it', async () => {
    const draft = await begin();
    const text = newDiagram('Process 1', '外来').replace(
      'name="开始"',
      'name="\u5F00\u59CB" x:y="1" xmlns:x="urn:x"',
    );
    const utf16 = Buffer.from(`\uFEFF${text.replace('UTF-8', 'UTF-16')}`, 'utf16le');
    const answer = await read(owner, draft, utf16);
    expect(answer.status).toBe(200);
    const { xml, report } = JSON.parse(answer.text);
    expect(xml).toContain('id="remote-service" name="外来"');
    expect(report).toContain('流程编号 Process_1 → remote-service');
    expect(await xmlOf(draft), 'the editor saves it').not.toContain('外来');
    const event = await database.db('process_draft_events').orderBy('id', 'desc').first();
    expect(event).toMatchObject({ action: 'changed', note: `读入「外来.bpmn」：${report}` });
  });

  test.each([
    ['nothing', null],
    ['an archive', 'PK\u0003\u0004'],
    ['no XML', 'nonsense'],
    ['XML that is cut off', '<a><b></a>'],
    [
      'a diagram without a process',
      '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d"/>',
    ],
    ['an encoding that nobody has', '<?xml version="1.0" encoding="klingon"?><a/>'],
    ['another root', '<html xmlns="http://www.w3.org/1999/xhtml"><p/></html>'],
  ])('does not read %s, and says so in Chinese without English', async (_what, file) => {
    const answer = await read(owner, await begin(), file);
    expect(answer.status).toBe(422);
    const { message, details } = JSON.parse(answer.text);
    expect(message).toMatch(/\p{Script=Han}/u);
    expect(
      `${message}${details}`.replace(/BPMN|XML|UTF-8|klingon|\.(bpmn|xml|vsdx|bpm)\b|process/g, ''),
    ).not.toMatch(/[a-z]{3}/i);
  });

  test('is not read into while somebody else edits it', async () => {
    const draft = await begin();
    await call(owner, 'POST', `${draft}/lock`);
    expect((await read(second, draft, newDiagram('a', '外来'))).status).toBe(409);
  });

  test('is not published while a step is not drawn', async () => {
    const draft = await begin();
    const undrawn = (await xmlOf(draft)).replace(
      /<bpmndi:BPMNShape id="feedbackShape"[\s\S]*?<\/bpmndi:BPMNShape>/,
      '',
    );
    expect((await call(owner, 'POST', `${draft}/check`, { xml: undrawn })).json.problems).toContainEqual(
      expect.objectContaining({
        elementId: 'feedback',
        severity: 'error',
        mend: { kind: 'layout', label: '自动排版' },
      }),
    );
  });

  test('lists everything that prevents its publication', async () => {
    const draft = await begin();
    const xml = await xmlOf(draft);
    const problemsOf = async (text: string) =>
      (await call(owner, 'POST', `${draft}/check`, { xml: text })).json.problems.filter(
        ({ severity }: { severity: string }) => severity === 'error',
      );
    expect(await problemsOf(xml)).toEqual([]);
    expect(
      await problemsOf(xml.replace('camunda:formKey="service-feedback"', 'camunda:formKey="no-form"')),
    ).toEqual([expect.objectContaining({ elementId: 'feedback', message: '表单「no-form」不存在。' })]);
    expect(await problemsOf(xml.replaceAll('"remote-service"', '"other-service"'))).toEqual([
      expect.objectContaining({
        mend: expect.objectContaining({ kind: 'setProcessId', id: 'remote-service' }),
      }),
    ]);
  });

  test('offers what the pickers need', async () => {
    const { json } = await call(owner, 'GET', `${await begin()}/choices`);
    expect(json.groups).toContainEqual({ id: 'service-clerk', name: '技术服务部文员' });
    expect(json.persons).toContainEqual({ id: expect.any(Number), name: '张伟', department: '售后服务部' });
    expect(json.forms).toContainEqual({ key: 'service-feedback', title: expect.any(String), changed: false });
    expect(json.topics.map(({ id }: { id: string }) => id)).toContain('startTicket');
    expect(json.variables).toContainEqual(expect.objectContaining({ name: 'symptom', title: '故障现象' }));
  });

  test('of a process with chosen owners is for them and the auditor only', async () => {
    const draft = await begin('installation');
    const personal = { processKey: 'installation', personId: await personId(database.db, 'owner2') };
    await database.db('process_owners').insert(personal);
    expect((await owner.get(draft)).status).toBe(403);
    expect((await call(owner, 'POST', `${draft}/lock`)).status).toBe(403);
    expect((await owner.post('/processes/installation/drafts', { _csrf: token })).status).toBe(403);
    expect((await second.get(draft)).status).toBe(200);
    expect((await (await personAt(app, 'auditor')).get(draft)).text).toContain('只有流程负责人可以编辑流程');
    await database.db('process_owners').where(personal).delete();
  });
});

/** Posts the form of a page with what was typed into it. */
async function submit(person: HttpPerson, page: string, path: string, typed: Record<string, string> = {}) {
  const html = (await person.get(page)).text;
  const name = path.endsWith('/restoration') ? 'latestVersion' : 'stamp';
  const shown = new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? '';
  const hidden = /\/(publication|restoration)$/.test(path) ? { [name]: shown } : {};
  const csrf = person === owner ? token : secondToken;
  return person.post(path, { _csrf: csrf, ...hidden, ...typed });
}

/** A draft of the process in which a name reads otherwise. */
async function changedDraft(key: string, from: string, to: string): Promise<string> {
  const draft = await begin(key);
  const xml = (await xmlOf(draft)).replaceAll(from, to);
  expect((await call(owner, 'PUT', `${draft}/diagram`, { xml, revision: 1 })).status).toBe(200);
  await call(owner, 'DELETE', `${draft}/lock`);
  return draft;
}

const formText = async (key: string): Promise<string> =>
  (await database.db('form_definitions').where({ key }).orderBy('version', 'desc').first('schema')).schema;

/** Sets the rules of publication as the administrator's page does. */
async function setPublishing({ pickUp, fourEyes }: { pickUp: string; fourEyes: string[] }): Promise<void> {
  const page = '/settings/publishing';
  const html = (await admin.get(page)).text;
  const _revision = /name="_revision" value="(\d+)"/.exec(html)?.[1] ?? '';
  const saved = await admin.post(page, { _csrf: csrfTokenOf(html), _revision, pickUp, fourEyes });
  expect(saved.status).toBe(303);
}

const latest = (key: string) =>
  database.db('process_definitions').where({ key }).orderBy('version', 'desc').first();

describe('publishing', () => {
  test('asks for a comment, makes the next version, and the file follows', async () => {
    const draft = await changedDraft('complaint-handling', '处理投诉', '办理投诉');
    const page = `${draft}/publication`;
    const without = await submit(owner, page, page, { comment: ' ', _action: 'publish' });
    expect(without.status).toBe(422);
    expect(without.text).toContain('id="comment-error"');
    const published = await submit(owner, page, page, { comment: '改了名称', _action: 'publish' });
    expect(published.location).toBe('/processes/complaint-handling');
    expect(await latest('complaint-handling')).toMatchObject({
      version: 2,
      comment: '改了名称',
      approvedBy: null,
    });
    expect(wordsOf((await owner.get('/processes/complaint-handling')).text)).toContain('改了名称');
    await app.runJobs();
    const file = await readFile(join(app.folders.processes, 'complaint-handling.bpmn'), 'utf8');
    expect(file).toBe((await latest('complaint-handling')).xml);
    expect((await submit(owner, page, page, { comment: '再次', _action: 'publish' })).status).toBe(403);
    expect((await call(owner, 'POST', `${draft}/lock`)).status).toBe(409);
  });

  test('leaves running tickets on their version; an older version is restored as a new one with its forms', async () => {
    const old = await ticketWaitingFor(app, 'remote-guidance');
    const key = 'remote-service';
    const draft = await changedDraft(key, '远程指导服务', '电话指导服务');
    const schema = (await formText('service-feedback')).replace('"title": "结果说明"', '"title": "结果总结"');
    const at = app.clock.now().toISOString();
    const draftId = Number(draft.split('/').at(-1));
    await upsertDraftForm(database.db, {
      draftId,
      formKey: 'service-feedback',
      schema,
      updatedBy: null,
      updatedAt: at,
    });
    const page = `${draft}/publication`;
    await upsertDraftForm(database.db, {
      draftId,
      formKey: 'safety-inspection',
      schema: await formText('safety-inspection'),
      updatedBy: null,
      updatedAt: at,
    });
    const words = wordsOf((await owner.get(page)).text);
    expect(words).toContain('safety-inspection 也用于：安装调试');
    expect(words).toContain('表单「safety-inspection」在草稿中修改过，但没有环节使用它');
    expect((await submit(owner, page, page, { comment: '改', _action: 'publish' })).status).toBe(303);
    expect(await formText('service-feedback')).toBe(schema);
    const fresh = await ticketWaitingFor(app, 'remote-guidance');
    const taskNames = async (number: string) =>
      (
        await database.db('tasks').join('tickets', 'tickets.id', 'ticketId').where({ number }).select('name')
      ).map(({ name }) => name);
    expect(await taskNames(old.number)).toContain('远程指导服务');
    expect(await taskNames(fresh.number)).toContain('电话指导服务');

    const restoration = `/processes/${key}/versions/1/restoration`;
    expect((await submit(owner, restoration, restoration, { comment: '' })).status).toBe(422);
    expect((await submit(owner, restoration, restoration, { comment: '改错了' })).status).toBe(303);
    const restored = await latest(key);
    expect(restored).toMatchObject({ version: 3, restoredFrom: 1, comment: '恢复第 1 版：改错了' });
    expect(restored.xml).toContain('远程指导服务');
    expect(await formText('service-feedback')).toContain('结果说明');
    await app.runJobs();
    const file = await readFile(join(app.folders.forms, 'service-feedback.schema.json'), 'utf8');
    expect(file).toContain('结果说明');
    expect((await submit(owner, restoration, restoration, { comment: '再来' })).status).toBe(422);
  });

  test('with errors, without changes, or with a draft that changed since it was shown is refused', async () => {
    const key = 'repair-service';
    const broken = await changedDraft(key, 'camunda:formKey="repair-order"', 'camunda:formKey="no-form"');
    const answer = await submit(owner, `${broken}/publication`, `${broken}/publication`, { comment: '改' });
    expect(answer.status).toBe(422);
    expect(wordsOf(answer.text)).toContain('表单「no-form」不存在。');
    const same = await begin(key);
    const page = `${same}/publication`;
    const unchanged = await submit(owner, page, page, { comment: '没改' });
    expect(unchanged.status).toBe(422);
    expect(wordsOf(unchanged.text)).toContain('不需要发布');
    const stale = await owner.post(page, { _csrf: token, stamp: '7/1', comment: '改' });
    expect(stale.status).toBe(409);
    expect(stale.text).toContain('>改</textarea>');
    expect((await latest(key)).version).toBe(1);
  });

  test('needs a second owner where that is set (R18)', async () => {
    const key = 'installation';
    await setPublishing({ pickUp: 'version', fourEyes: [key] });
    const draft = await changedDraft(key, '系统调试', '系统联调');
    const page = `${draft}/publication`;
    expect((await submit(owner, page, page, { comment: '改', _action: 'publish' })).status).toBe(403);
    expect((await submit(owner, page, page, { comment: '改', _action: 'submit' })).status).toBe(303);
    expect((await call(owner, 'PUT', `${draft}/diagram`, { xml: 'x', revision: 2 })).status).toBe(409);
    expect(wordsOf((await owner.get(page)).text)).toContain('等待另一位流程负责人审批');
    expect((await submit(owner, page, page, { _action: 'publish' })).status).toBe(403);
    const mail = await database
      .db('mails')
      .where({ personId: await personId(database.db, 'owner2') })
      .first();
    expect(mail.subject).toBe('【流程待审批】安装调试');
    expect((await submit(second, page, `${draft}/refusal`, { reason: '' })).status).toBe(422);
    expect((await submit(second, page, `${draft}/refusal`, { reason: '再想想' })).status).toBe(303);
    expect(wordsOf((await owner.get(page)).text)).toContain('上次提交被退回：再想想');
    expect((await submit(owner, page, page, { comment: '改好了', _action: 'submit' })).status).toBe(303);
    expect((await submit(second, page, page, { _action: 'publish' })).status).toBe(303);
    expect(await latest(key)).toMatchObject({
      version: 2,
      comment: '改好了',
      deployedBy: await personId(database.db, 'owner'),
      approvedBy: await personId(database.db, 'owner2'),
    });
    const restoration = `/processes/${key}/versions/1/restoration`;
    const waiting = await submit(owner, restoration, restoration, { comment: '改回' });
    expect(waiting.location).toMatch(/^\/drafts\/\d+\/publication$/);
    expect((await submit(second, waiting.location ?? '', waiting.location ?? '')).status).toBe(303);
    expect(await latest(key)).toMatchObject({ version: 3, restoredFrom: 1 });
    await setPublishing({ pickUp: 'version', fourEyes: [] });
  });

  test('needs a second owner by default where a service may change permissions, and names what services change', async () => {
    const harmless = `${await changedDraft('installation', '整改', '整改问题')}/publication`;
    const named = wordsOf((await owner.get(harmless)).text);
    expect(named).toContain('登记客户、产品和保修期 写入客户档案');
    expect(named).not.toContain('会改变人员权限');
    const own = newDiagram('grant-itself', '自授权限')
      .replace(
        '<bpmn:outgoing>toEnd</bpmn:outgoing>\n    </bpmn:startEvent>',
        '</bpmn:startEvent><bpmn:serviceTask id="grant" name="调整岗位" camunda:type="external" camunda:topic="publishOrganization" /><bpmn:sequenceFlow id="toGrant" sourceRef="start" targetRef="grant" />',
      )
      .replace('sourceRef="start" targetRef="end"', 'sourceRef="grant" targetRef="end"')
      .replace('</bpmndi:BPMNPlane>', `${drawnGrant}</bpmndi:BPMNPlane>`);
    const form = new FormData();
    for (const [name, value] of Object.entries({ _csrf: token, from: 'file' })) form.set(name, value);
    form.set('file', new Blob([own]), '流程.bpmn');
    const page = String((await owner.send('/drafts', { method: 'POST', body: form })).location);
    const words = wordsOf((await owner.get(page)).text);
    expect(words).toContain('会改变人员权限');
    expect(words).toContain(
      '发布组织架构到组织目录 改写组织目录：部门、岗位和各岗位的系统角色，即人员的权限',
    );
    expect((await submit(owner, page, page, { comment: '改', _action: 'publish' })).status).toBe(403);
    expect((await submit(owner, page, page, { comment: '改', _action: 'submit' })).status).toBe(303);
    expect((await submit(owner, page, page, { _action: 'publish' })).status).toBe(403);
    expect((await submit(second, page, page, { _action: 'publish' })).status).toBe(303);
    const restoration = '/processes/grant-itself/versions/1/restoration';
    expect(await latest('grant-itself')).toMatchObject({ version: 1 });
    expect((await owner.get(restoration)).text).toContain('提交另一位流程负责人审批');
  });

  test('happens once when two people do it at the same time', async () => {
    const draft = await changedDraft('onsite-service', '现场服务', '上门服务作业');
    const page = `${draft}/publication`;
    const both = await Promise.all([owner, second].map((one) => submit(one, page, page, { comment: '改' })));
    expect(both.map(({ status }) => status).sort()).toEqual([303, 403]);
    expect((await latest('onsite-service')).version).toBe(2);
  });
});

describe('the folder', () => {
  const pickUp = () => owner.post('/processes/folder', { _csrf: token });
  const desk = async () => wordsOf((await owner.get('/processes')).text);
  const file = () => join(app.folders.processes, 'organization-design.bpmn');
  const edit = async (from: string, to: string) =>
    writeFile(file(), (await readFile(file(), 'utf8')).replaceAll(from, to));

  test('is read on demand: a changed file becomes a version, one that cannot run is reported and skipped', async () => {
    await pickUp();
    await edit('name="组织架构设计"', 'name="组织设计"');
    await pickUp();
    expect(await latest('organization-design')).toMatchObject({
      version: 2,
      name: '组织设计',
      deployedBy: null,
    });
    await edit('<bpmn:userTask', '<bpmn:scriptTask');
    await edit('</bpmn:userTask', '</bpmn:scriptTask');
    await pickUp();
    expect((await owner.get('/processes')).text).toContain('organization-design.bpmn');
    expect((await latest('organization-design')).version).toBe(2);
    await edit('bpmn:scriptTask', 'bpmn:userTask');
  });

  test('gives drafts where that is set, each content once', async () => {
    await setPublishing({ pickUp: 'draft', fourEyes: [] });
    await edit('name="组织设计"', 'name="架构设计"');
    await pickUp();
    await pickUp();
    expect((await latest('organization-design')).version).toBe(2);
    const drafts = await database.db('process_drafts').where({ processKey: 'organization-design' });
    expect(drafts).toMatchObject([{ name: '架构设计', createdBy: null, status: 'open' }]);
    expect(await desk()).toContain('文件夹修改');
    await setPublishing({ pickUp: 'version', fourEyes: [] });
  });

  test('that cannot be written prevents no publication, is reported, and overwrites nothing at the next start', async () => {
    const key = 'organization-design';
    await edit('name="架构设计"', 'name="组织设计"');
    const draft = await changedDraft(key, 'name="组织设计"', 'name="组织架构"');
    await rm(file());
    await mkdir(file());
    const page = `${draft}/publication`;
    expect((await submit(owner, page, page, { comment: '改', _action: 'submit' })).status).toBe(303);
    expect((await submit(second, page, page, { _action: 'publish' })).status).toBe(303);
    await app.runJobs();
    expect(wordsOf((await owner.get(`/processes/${key}`)).text)).toContain('还没有写入文件夹');
    await rm(file(), { recursive: true });
    app.clock.advance({ minutes: 1 });
    await app.runJobs();
    expect(await readFile(file(), 'utf8')).toBe((await latest(key)).xml);
    expect(wordsOf((await owner.get(`/processes/${key}`)).text)).not.toContain('还没有写入文件夹');
  });
});

describe('a new process', () => {
  const create = (fields: Record<string, string>) => owner.post('/drafts', { _csrf: token, ...fields });

  test('begins as a draft that can be published as soon as it is drawn', async () => {
    const bad = await create({ from: 'nothing', processKey: 'Spare Parts', name: '' });
    expect(bad.status).toBe(422);
    expect(bad.text).toMatch(/value="Spare Parts"[\s\S]*id="new-key-error"[\s\S]*id="new-name-error"/);
    expect((await create({ from: 'nothing', processKey: 'remote-service', name: '重名' })).status).toBe(422);
    const made = await create({ from: 'nothing', processKey: 'spare-parts', name: '备件 <领用>' });
    expect(made.status).toBe(303);
    expect(wordsOf((await owner.get('/processes')).text)).toContain('尚未发布的新流程');
    const page = `${made.location}/publication`;
    expect((await submit(owner, page, page, { comment: '新流程', _action: 'publish' })).status).toBe(303);
    expect(await latest('spare-parts')).toMatchObject({ version: 1, name: '备件 <领用>' });
  });

  test('is created from a file, which is kept and translated; a hostile file is refused at the field', async () => {
    const upload = (xml: string | Uint8Array<ArrayBuffer>, fields: Record<string, string> = {}) => {
      const form = new FormData();
      for (const [name, value] of Object.entries({ _csrf: token, from: 'file', ...fields }))
        form.set(name, value);
      form.set('file', new Blob([xml]), '流程.bpmn');
      return owner.send('/drafts', { method: 'POST', body: form });
    };
    const foreign = newDiagram('Process_1', '外来流程').replace(
      '<bpmn:process',
      '<bpmn:process x:color="red" xmlns:x="urn:x"',
    );
    const spelt = await upload(foreign);
    expect(spelt.status).toBe(303);
    expect(wordsOf((await owner.get(String(spelt.location))).text)).toContain(
      '流程编号 Process_1 → process-1',
    );
    const refused = await upload(foreign);
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('id="file-key-error"');
    const kept = await upload(foreign, { processKey: 'foreign-process' });
    expect(kept.status).toBe(303);
    const xml = await xmlOf(String(kept.location).replace('/publication', ''));
    expect(xml).toMatch(/<bpmn:process [^>]*id="foreign-process"[^>]* x:color="red"/);
    const page = wordsOf((await owner.get(String(kept.location))).text);
    expect(page).toContain('流程编号 Process_1 → foreign-process');
    expect(page).toContain('x:color 在这里不起作用，原样保留');
    const leave = await readFile('tests/bpmn/foreign/diagrams/flowable-leave.bpmn20.xml');
    const translated = await upload(leave, { processKey: 'leave' });
    const list = wordsOf((await owner.get(String(translated.location))).text);
    expect(list).toContain('由 Flowable 的文件导入');
    expect(list).toContain('候选组「group」不存在');
    expect(list).toContain('这里不执行监听器');
    const hostile = await upload('<?xml version="1.0"?><!DOCTYPE x><x/>');
    expect(hostile.status).toBe(422);
    expect(hostile.text).toMatch(/id="file-file-error"[^>]*>流程图含有 DOCTYPE 声明/);
  });

  test('is discarded and kept for the record', async () => {
    const draft = await begin();
    expect((await owner.post(`${draft}/discard`, { _csrf: token })).status).toBe(303);
    expect((await call(owner, 'POST', `${draft}/lock`)).status).toBe(409);
    expect(wordsOf((await owner.get(`${draft}/publication`)).text)).toContain('唐晓峰 作废');
  });
});

test('the administrator names the owners of a process', async () => {
  const page = '/processes/repair-service/owners';
  const csrf = csrfTokenOf((await admin.get(page)).text);
  const ids = { owner: await personId(database.db, 'owner'), desk: await personId(database.db, 'desk') };
  expect((await admin.post(page, { _csrf: csrf, owners: String(ids.desk) })).status).toBe(422);
  expect((await admin.post(page, { _csrf: csrf, owners: String(ids.owner) })).status).toBe(303);
  expect(wordsOf((await admin.get(page)).text)).toContain('不限定 → 唐晓峰');
  expect((await second.post('/processes/repair-service/drafts', { _csrf: secondToken })).status).toBe(403);
  expect((await admin.post(page, { _csrf: csrf })).status).toBe(303);
  expect((await second.post('/processes/repair-service/drafts', { _csrf: secondToken })).status).toBe(303);
});
