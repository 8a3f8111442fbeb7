import pino from 'pino';
import { checkDefinition } from '../../../../../src/bpmn/checkDefinition.js';
import { runDueJob } from '../../../../../src/jobs/worker/runDueJob.js';
import { deployDefinition } from '../../../../../src/modules/processes/steps/deployDefinition.js';
import { failJob } from '../../../../../src/modules/tickets/commands/failJob.js';
import { fireTimerJob } from '../../../../../src/modules/tickets/jobs/fireTimer.js';
import {
  deliverMessageJob,
  deliverSignalJob,
  startBySignalJob,
  startByTimerJob,
} from '../../../../../src/modules/tickets/jobs/passEvents.js';
import { systemActor } from '../../../../../src/platform/actor.js';
import { type Runtime, runCommand } from '../../../../../src/platform/runCommand.js';
import { definitions } from '../../../../bpmn/support/bpmnXml.js';

export const signal = '<bpmn:signalEventDefinition signalRef="alarm" />';
export const message = '<bpmn:messageEventDefinition messageRef="reply" />';

export const properties = (values: Record<string, string>, inputs: Record<string, string> = {}) => {
  const list = Object.entries(values).map(
    ([name, value]) => `<camunda:property name="${name}" value="${value}" />`,
  );
  const parameters = Object.entries(inputs).map(
    ([name, value]) => `<camunda:inputParameter name="${name}">${value}</camunda:inputParameter>`,
  );
  const brought =
    parameters.length > 0 ? `<camunda:inputOutput>${parameters.join('')}</camunda:inputOutput>` : '';
  return `<bpmn:extensionElements><camunda:properties>${list.join('')}</camunda:properties>${brought}</bpmn:extensionElements>`;
};

export const work = (id: string) =>
  `<bpmn:userTask id="${id}" name="${id}" camunda:formKey="note" camunda:candidateGroups="service-clerk" />`;
export const start = '<bpmn:startEvent id="start" camunda:formKey="note" />';
export const end = '<bpmn:endEvent id="end" />';
export const sequence = (...ids: string[]) =>
  ids
    .slice(1)
    .map((id, at) => `<bpmn:sequenceFlow id="${ids[at]}_${id}" sourceRef="${ids[at]}" targetRef="${id}" />`)
    .join('');

const form = JSON.stringify({
  $id: 'note',
  title: '记录',
  type: 'object',
  additionalProperties: false,
  properties: {
    orderNumber: { title: '订单号', type: 'string', maxLength: 40 },
    amount: { title: '数量', type: 'integer', minimum: 0, maximum: 999 },
    arrivedOn: { title: '到货日期', type: 'string', format: 'date' },
  },
});

/** Deploys a process of these elements, which a service clerk may start, as the newest version of its key. */
export async function deploy(runtime: Runtime, key: string, content: string): Promise<void> {
  const starters = properties({ starterGroups: 'service-clerk' });
  const xml = definitions(
    `<bpmn:process id="${key}" name="流程${key}" isExecutable="true">${starters}${content}</bpmn:process>`,
  );
  const checked = await checkDefinition(xml, {
    formKeys: new Set(['note']),
    groups: new Set(['service-clerk']),
    topics: new Set<string>(),
    processKeys: new Set<string>(),
    taskActions: new Set<string>(),
    rules: new Set<string>(),
  });
  const forms = new Map([['note', { title: '记录', text: form }]]);
  await runCommand(runtime, systemActor, deployDefinition, { source: key, xml, checked, forms });
}

/** Runs all jobs that are due; those of kinds that the test does not look at stay. @returns how many */
export async function runJobs(runtime: Runtime): Promise<number> {
  const handlers = {
    fireTimer: fireTimerJob(runtime),
    deliverMessage: deliverMessageJob(runtime),
    deliverSignal: deliverSignalJob(runtime),
    startBySignal: startBySignalJob(runtime),
    startByTimer: startByTimerJob(runtime),
  };
  for (let count = 0; ; count += 1)
    if (!(await runDueJob(runtime, handlers, failJob, pino({ level: 'silent' })))) return count;
}
