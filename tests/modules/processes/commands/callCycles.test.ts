import { mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkDefinition } from '../../../../src/bpmn/checkDefinition.js';
import { selectOptionalActor } from '../../../../src/modules/people/store/persons.js';
import { publishProcessDraft } from '../../../../src/modules/processes/commands/publishProcessDraft.js';
import { draftFingerprint } from '../../../../src/modules/processes/model/processDrafts.js';
import { deployDefinition } from '../../../../src/modules/processes/steps/deployDefinition.js';
import { deployFolder } from '../../../../src/modules/processes/steps/deployFolder.js';
import { diagramWork } from '../../../../src/modules/processes/steps/diagramWork.js';
import { createFormCatalog } from '../../../../src/modules/processes/steps/formCatalog.js';
import { selectLatestDefinition } from '../../../../src/modules/processes/store/processDefinitions.js';
import { insertProcessDraft } from '../../../../src/modules/processes/store/processDrafts.js';
import { advanceTicket } from '../../../../src/modules/tickets/commands/advanceTicket.js';
import { serviceDescriptions } from '../../../../src/modules/tickets/services/descriptions.js';
import { services } from '../../../../src/modules/tickets/services/index.js';
import { openTicket } from '../../../../src/modules/tickets/steps/openTicket.js';
import { maxWaitingDepth } from '../../../../src/modules/tickets/steps/refuseEndlessCalls.js';
import type { Person } from '../../../../src/platform/actor.js';
import { systemActor } from '../../../../src/platform/actor.js';
import { InvalidDefinition } from '../../../../src/platform/errors.js';
import { type Command, type CommandContext, runCommand } from '../../../../src/platform/runCommand.js';
import { definitions } from '../../../bpmn/support/bpmnXml.js';
import { drawn } from '../../../bpmn/support/drawn.js';
import { personIds } from '../../../support/company/department.js';
import { createTestDatabase, type TestDatabase } from '../../../support/databases/database.js';
import { startTestApp, type TestApp } from '../../../support/http/app.js';

let database: TestDatabase;
let app: TestApp;
let ids: Record<string, number>;

beforeAll(async () => {
  database = await createTestDatabase('department');
  app = await startTestApp({ db: database.db });
  ids = await personIds(database.db);
});
afterAll(async () => {
  await app.stop();
  await database.destroy();
});

const as = async <Input, Output>(login: string, command: Command<Input, Output>, input: Input) => {
  const person = (await selectOptionalActor(database.db, ids[login]!)) as Person;
  return runCommand(app.runtime, person, command, input);
};

/** A process that reads the directory by a service and then calls another, or ends. */
function callingXml(key: string, called: string | null): string {
  const call = called === null ? '' : `<bpmn:callActivity id="call" name="调用" calledElement="${called}" />`;
  const after = called === null ? '' : '<bpmn:sequenceFlow id="f2" sourceRef="call" targetRef="end" />';
  return definitions(`<bpmn:process id="${key}" name="流程 ${key}" isExecutable="true">
<bpmn:extensionElements><camunda:properties><camunda:property name="starterGroups" value="service-desk" /></camunda:properties></bpmn:extensionElements>
<bpmn:startEvent id="start" /><bpmn:serviceTask id="read" name="读取" camunda:type="external" camunda:topic="loadOrganization" />${call}<bpmn:endEvent id="end" />
<bpmn:sequenceFlow id="f0" sourceRef="start" targetRef="read" /><bpmn:sequenceFlow id="f1" sourceRef="read" targetRef="${called === null ? 'end' : 'call'}" />${after}</bpmn:process>`);
}

/** Puts a version into force without asking anybody, as versions were before the check. */
async function force(key: string, called: string | null): Promise<void> {
  const xml = callingXml(key, called);
  const checked = await checkDefinition(xml, {
    formKeys: new Set(),
    groups: new Set(['service-desk']),
    topics: new Set(services.keys()),
    processKeys: new Set([called ?? '']),
    taskActions: new Set(),
    rules: new Set(),
  });
  await runCommand(app.runtime, systemActor, deployDefinition, {
    source: key,
    xml,
    checked,
    forms: new Map(),
  });
}

async function publish(key: string, called: string): Promise<unknown> {
  const xml = await drawn(callingXml(key, called));
  const draft = { processKey: key, name: key, xml, baseDefinitionId: null, sourceHash: null };
  const createdAt = app.clock.now().toISOString();
  const draftId = await insertProcessDraft(database.db, { ...draft, createdBy: ids.owner!, createdAt });
  const { version } = await database
    .db('process_definitions')
    .where({ key })
    .orderBy('version', 'desc')
    .first('version');
  const tools = {
    forms: createFormCatalog(app.folders.forms),
    services: serviceDescriptions,
    diagrams: diagramWork,
    folders: app.folders,
  };
  const fingerprint = draftFingerprint({ revision: 1 }, [], version);
  return as('owner', publishProcessDraft, { draftId, fingerprint, comment: '改', tools });
}

/** Starts a ticket of a process that has no form to start with. */
async function startBare(context: CommandContext, key: string): Promise<void> {
  const { id } = await selectLatestDefinition(context.tx, key);
  const definition = await context.definitions.load(context.tx, id);
  const open = { variables: {}, initiatorId: ids.desk!, requestKey: null, parent: null };
  const ticket = await openTicket(context, definition, open);
  const cause = { type: 'ticket.started', elementId: 'start', executionId: null, data: {} };
  await advanceTicket(context, ticket, { type: 'start', variables: {} }, cause);
}

const problemsOf = (error: unknown) =>
  error instanceof InvalidDefinition ? error.problems.map(({ message }) => message).join() : String(error);

test('a cycle of three processes is refused where it would be closed, and named', async () => {
  await force('circle-c', null);
  await force('circle-b', 'circle-c');
  await force('circle-a', 'circle-b');
  const refusal = await publish('circle-c', 'circle-a').catch(problemsOf);
  expect(refusal).toContain('「流程 circle-c」→「流程 circle-a」→「流程 circle-b」→「流程 circle-c」');
  const versions = await database.db('process_definitions').where({ key: 'circle-c' });
  expect(versions).toHaveLength(1);
});

test('of two drafts published at the same time that call each other one is refused', async () => {
  await force('together-a', null);
  await force('together-b', null);
  const both = await Promise.allSettled([
    publish('together-a', 'together-b'),
    publish('together-b', 'together-a'),
  ]);
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  const refused = both.find((one) => one.status === 'rejected') as PromiseRejectedResult;
  expect(problemsOf(refused.reason)).toContain('流程互相调用形成了循环');
});

test('a folder whose files call each other in a cycle is refused before any is stored', async () => {
  const folder = join(tmpdir(), `serviceflow-circle-${crypto.randomUUID()}`);
  await mkdir(folder);
  await writeFile(join(folder, 'folder-a.bpmn'), callingXml('folder-a', 'folder-b'));
  await writeFile(join(folder, 'folder-b.bpmn'), callingXml('folder-b', 'folder-a'));
  const folders = { processes: folder, forms: app.folders.forms };
  const refusal = await deployFolder(app.runtime, folders, serviceDescriptions).catch(problemsOf);
  await rm(folder, { recursive: true });
  expect(refusal).toContain('「流程 folder-a」→「流程 folder-b」→「流程 folder-a」');
  expect(await database.db('process_definitions').where('key', 'like', 'folder-_')).toEqual([]);
});

test('a cycle that is already published ends in an incident of the deepest ticket', async () => {
  await force('deep-a', 'deep-b');
  await force('deep-b', 'deep-a');
  await runCommand(app.runtime, systemActor, startBare, 'deep-a');
  await app.runJobs();
  const tickets = await database.db('tickets').whereIn('processKey', ['deep-a', 'deep-b']).orderBy('id');
  expect(tickets).toHaveLength(maxWaitingDepth);
  expect(new Set(tickets.map(({ status }) => status))).toEqual(new Set(['active']));
  const incidents = await database.db('incidents').whereIn(
    'ticketId',
    tickets.map(({ id }) => id),
  );
  expect(incidents).toMatchObject([{ ticketId: tickets.at(-1).id, elementId: 'call' }]);
  expect(incidents[0].message).toContain('可能是流程互相调用形成了循环');
});
