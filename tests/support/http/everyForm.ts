import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkDefinition } from '../../../src/bpmn/checkDefinition.js';
import { loadForms } from '../../../src/forms/schema/loadForms.js';
import { selectOptionalActor } from '../../../src/modules/people/store/persons.js';
import { deployDefinition } from '../../../src/modules/processes/steps/deployDefinition.js';
import { startTicket } from '../../../src/modules/tickets/commands/startTicket.js';
import { updateTask } from '../../../src/modules/tickets/store/tasks.js';
import { type Actor, systemActor } from '../../../src/platform/actor.js';
import { type Runtime, runCommand } from '../../../src/platform/runCommand.js';
import { personId } from '../company/remoteServiceTicket.js';
import type { TestApp } from './app.js';

const folder = join(import.meta.dirname, '../../../forms');
const files = readdirSync(folder)
  .filter((name) => name.endsWith('.schema.json'))
  .map((path) => ({ path, text: readFileSync(join(folder, path), 'utf8') }));
const delivered = loadForms(files);

/** Keys of all forms that are delivered. */
export const formKeys = [...delivered.keys()];

/** Opens a ticket for each delivered form, on which it waits as a task of the person; returns the task ids by form key. */
export async function openEveryForm(app: TestApp, login: string): Promise<Map<string, number>> {
  const { runtime } = app;
  await deployEveryForm(runtime);
  const id = await personId(runtime.db, login);
  const actor = (await selectOptionalActor(runtime.db, id)) as Actor;
  for (const key of formKeys) {
    const data = { designKind: 'new', designReason: '逐一打开所有表单', designScope: key };
    await runCommand(runtime, actor, startTicket, { processKey: 'every-form', data, requestKey: key });
  }
  const tasks: { id: number; formKey: string }[] = await runtime.db('tasks').select('id', 'formKey');
  for (const task of tasks) await updateTask(runtime.db, task.id, { status: 'claimed', assigneeId: id });
  return new Map(tasks.map((task) => [task.formKey, task.id]));
}

async function deployEveryForm(runtime: Runtime): Promise<void> {
  const xml = processOfForms();
  const any = { has: () => true } as unknown as ReadonlySet<string>;
  const known = {
    formKeys: new Set(formKeys),
    groups: any,
    topics: any,
    processKeys: any,
    taskActions: any,
    rules: any,
  };
  const checked = await checkDefinition(xml, known);
  const texts = new Map(files.map(({ path, text }) => [path.replace('.schema.json', ''), text]));
  const forms = new Map(
    [...delivered].map(([key, { title }]) => [key, { title, text: texts.get(key) as string }]),
  );
  await runCommand(runtime, systemActor, deployDefinition, {
    source: 'every-form.bpmn',
    xml,
    checked,
    forms,
  });
}

/** Start, a choice of the form that `designScope` names, its task, end. */
function processOfForms(): string {
  const tasks = formKeys.map(
    (key, index) => `
    <bpmn:userTask id="task${index}" name="${delivered.get(key)?.title}" camunda:formKey="${key}" camunda:candidateGroups="service-clerk" />
    <bpmn:sequenceFlow id="to${index}" sourceRef="choice" targetRef="task${index}">${
      index === 0
        ? ''
        : `<bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">designScope = "${key}"</bpmn:conditionExpression>`
    }</bpmn:sequenceFlow>
    <bpmn:endEvent id="end${index}" /><bpmn:sequenceFlow id="from${index}" sourceRef="task${index}" targetRef="end${index}" />`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" id="definitions" targetNamespace="urn:test">
  <bpmn:process id="every-form" name="所有表单" isExecutable="true">
    <bpmn:extensionElements><camunda:properties><camunda:property name="starterGroups" value="service-clerk" /></camunda:properties></bpmn:extensionElements>
    <bpmn:startEvent id="start" camunda:formKey="organization-design-request" />
    <bpmn:exclusiveGateway id="choice" default="to0" />
    <bpmn:sequenceFlow id="begin" sourceRef="start" targetRef="choice" />${tasks.join('')}
  </bpmn:process>
</bpmn:definitions>`;
}
