import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { formKeysOf } from '../../../../src/bpmn/describeElements.js';
import { contentHashOf } from '../../../../src/modules/processes/steps/deployDefinition.js';
import { deployFolder } from '../../../../src/modules/processes/steps/deployFolder.js';
import { selectFormsOfDefinition } from '../../../../src/modules/processes/store/formDefinitions.js';
import {
  selectDefinitionVersions,
  selectLatestDefinition,
} from '../../../../src/modules/processes/store/processDefinitions.js';
import { serviceDescriptions } from '../../../../src/modules/tickets/services/descriptions.js';
import { selectTicket } from '../../../../src/modules/tickets/store/tickets.js';
import { InvalidDefinition, InvalidFormDefinition } from '../../../../src/platform/errors.js';
import { createDepartment, type Department } from '../../../support/company/department.js';
import { arrange, openTask, startRequest } from '../../../support/company/remoteService.js';
import { createTestDatabase, type TestDatabase } from '../../../support/databases/database.js';

const root = join(import.meta.dirname, '../../../..');
let database: TestDatabase;
let department: Department;
let folder: string;

beforeAll(async () => {
  database = await createTestDatabase();
  department = await createDepartment(database.db);
});

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'serviceflow-deploy-'));
  await cp(join(root, 'processes'), join(folder, 'processes'), { recursive: true });
  await cp(join(root, 'forms'), join(folder, 'forms'), { recursive: true });
  return () => rm(folder, { recursive: true });
});

afterAll(() => database.destroy());

const deploy = () =>
  deployFolder(
    department.runtime,
    { processes: join(folder, 'processes'), forms: join(folder, 'forms') },
    serviceDescriptions,
  );

async function edit(file: string, change: (text: string) => string): Promise<void> {
  const path = join(folder, file);
  const before = await readFile(path, 'utf8');
  const after = change(before);
  expect(after, 'the edit must change something').not.toBe(before);
  await writeFile(path, after);
}

const versions = async () => (await selectDefinitionVersions(database.db, 'remote-service')).length;

describe('the folder of processes', () => {
  test('is deployed once while nothing in it is new', async () => {
    const results = await deploy();
    expect(results.every((result) => !result.deployed)).toBe(true);
    expect(await versions()).toBe(1);
  });

  test('a changed diagram is a new version; a ticket under way stays on its own', async () => {
    const old = await startRequest(department);
    await edit('processes/remote-service.bpmn', (xml) => xml.replaceAll('远程指导服务', '电话指导服务'));
    expect(await deploy()).toContainEqual({ key: 'remote-service', version: 2, deployed: true });
    await arrange(department, old.id);
    expect((await openTask(department, old.id, 'remoteGuidance')).name).toBe('远程指导服务');
    const fresh = await startRequest(department);
    await arrange(department, fresh.id);
    expect((await openTask(department, fresh.id, 'remoteGuidance')).name).toBe('电话指导服务');
  });

  test('what a service sets is known: its name misspelt is refused with the name that is meant', async () => {
    const path = 'processes/repair-service.bpmn';
    const before = await readFile(join(folder, path), 'utf8');
    const priority = 'camunda:priority="$&#123;if repeatedRepairs = true then 5 else 1&#125;"';
    await edit(path, (xml) => xml.replace('<bpmn:userTask ', (tag) => `${tag}${priority} `));
    await expect(deploy()).rejects.toMatchObject({
      message: expect.stringContaining('没有名为「repeatedRepairs」的数据项，是不是 repeatedRepair'),
    });
    await writeFile(join(folder, path), before);
  });

  test('a changed form is a new version of the processes that use it, and running tickets keep their form', async () => {
    const old = await startRequest(department);
    const before = await versions();
    await edit('forms/service-feedback.schema.json', (text) =>
      text.replace('"title": "结果说明"', '"title": "结果总结"'),
    );
    await deploy();
    expect(await versions()).toBe(before + 1);
    const { definitionId } = await selectTicket(database.db, old.id);
    const { forms } = await department.runtime.definitions.load(database.db, definitionId);
    expect(forms.get('service-feedback')?.form.schema.properties.resultSummary?.title).toBe('结果说明');
  });

  test('a diagram that was a version is not read again: a later release that would refuse it starts all the same', async () => {
    const before = await versions();
    await edit('processes/remote-service.bpmn', (xml) => xml.replace('</bpmn:process>', ''));
    const xml = await readFile(join(folder, 'processes/remote-service.bpmn'), 'utf8');
    const latest = await selectLatestDefinition(database.db, 'remote-service');
    const pinned = await selectFormsOfDefinition(database.db, latest.id);
    const texts = new Map(pinned.map(({ key, title, schema }) => [key, { title, text: schema }]));
    const formKeys = formKeysOf(latest.elements);
    for (const key of formKeys) {
      const { text } = texts.get(key) as { text: string };
      await writeFile(join(folder, `forms/${key}.schema.json`), text);
    }
    await expect(deploy()).rejects.toBeInstanceOf(InvalidDefinition);
    const contentHash = contentHashOf(xml, formKeys, texts);
    await database.db('process_definitions').where({ id: latest.id }).update({ xml, contentHash });
    expect((await deploy()).every(({ deployed }) => !deployed)).toBe(true);
    await edit(`forms/${formKeys[0]}.schema.json`, (text) => `${text} `);
    await expect(deploy()).rejects.toBeInstanceOf(InvalidDefinition);
    expect(await versions()).toBe(before);
    const { xml: original, contentHash: hash } = latest;
    await database
      .db('process_definitions')
      .where({ id: latest.id })
      .update({ xml: original, contentHash: hash });
  });

  test.each([
    [
      'a script task',
      (xml: string) =>
        xml
          .replace(/<bpmn:userTask id="feedback"/, '<bpmn:scriptTask id="feedback"')
          .replace(/(<bpmn:scriptTask id="feedback"[\s\S]*?)<\/bpmn:userTask>/, '$1</bpmn:scriptTask>'),
      'feedback',
    ],
    [
      'a form that is not there',
      (xml: string) => xml.replace('camunda:formKey="service-feedback"', 'camunda:formKey="no-such-form"'),
      'feedback',
    ],
    [
      'a condition that is not FEEL',
      (xml: string) => xml.replace(/(<bpmn:conditionExpression[^>]*>)[^<]+/, '$1outcome === ;'),
      null,
    ],
    [
      'an XML entity',
      (xml: string) => xml.replace('?>', '?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'),
      null,
    ],
  ])(
    'with %s stops with a message that names the file, and deploys nothing',
    async (_what, change, elementId) => {
      const before = await versions();
      await edit('processes/remote-service.bpmn', change);
      const error = await deploy().then(
        () => null,
        (reason) => reason,
      );
      expect(error).toBeInstanceOf(InvalidDefinition);
      expect(error.message).toContain('remote-service.bpmn');
      expect(error.message).toMatch(/[一-鿿]/);
      if (elementId)
        expect(error.problems.map((problem: { elementId: string }) => problem.elementId)).toContain(
          elementId,
        );
      expect(await versions()).toBe(before);
    },
  );

  test.each([
    ['broken JSON', () => '{ "title": '],
    [
      'a cyclic include',
      (text: string) =>
        text.replace(
          '"properties": {',
          '"$defs": { "a": { "$ref": "#/$defs/a" } }, "properties": { "loop": { "$ref": "#/$defs/a" },',
        ),
    ],
    [
      'an include from outside',
      (text: string) =>
        text.replace('"properties": {', '"properties": { "x": { "$ref": "https://example.com/x.json" },'),
    ],
  ])('with a form with %s stops with a message that names the form', async (_what, change) => {
    await edit('forms/service-feedback.schema.json', change);
    const error = await deploy().then(
      () => null,
      (reason) => reason,
    );
    expect(error).toBeInstanceOf(InvalidFormDefinition);
    expect(error.message).toContain('service-feedback');
  });
});
