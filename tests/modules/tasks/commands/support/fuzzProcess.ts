import { checkDefinition } from '../../../../../src/bpmn/checkDefinition.js';
import { deployDefinition } from '../../../../../src/modules/processes/steps/deployDefinition.js';
import { systemActor } from '../../../../../src/platform/actor.js';
import { type Runtime, runCommand } from '../../../../../src/platform/runCommand.js';
import { bpmnXml } from '../../../../bpmn/support/bpmnXml.js';
import { generateProcess } from '../../../../bpmn/support/generateProcess.js';
import type { Graph, GraphNode } from '../../../../bpmn/support/graph.js';
import type { Random } from '../../../../bpmn/support/random.js';

/** Kinds of node for which an application needs other parties, and what stands for them. */
const instead: Partial<Record<GraphNode['kind'], GraphNode['kind']>> = {
  receiveTask: 'userTask',
  catchMessage: 'catchTimer',
  call: 'serviceTask',
  startMessage: 'startTimer',
};

const groups = 'service-engineer,repair-engineer,service-clerk';

const starters = `<bpmn:extensionElements><camunda:properties><camunda:property name="starterGroups" value="${groups}" /></camunda:properties></bpmn:extensionElements>`;

/** Draws a process, deploys it as the newest version of `fuzz`, and gives the form that answers all its gateways. */
export async function deployFuzzProcess(
  runtime: Runtime,
  random: Random,
): Promise<{ xml: string; fields: string[] }> {
  const graph = generateProcess(random, 1 + random.below(7), 'sound');
  for (const node of graph.nodes) node.kind = kindOf(graph, node);
  for (const { when } of graph.flows) if (when) when.variable = when.variable.replaceAll('_', 'x');
  const fields = [...new Set(graph.flows.flatMap(({ when }) => when?.variable ?? []))];
  const xml = bpmnXml(graph)
    .replaceAll('camunda:candidateGroups="group"', `camunda:candidateGroups="${groups}"`)
    .replaceAll('<bpmn:startEvent id="start0" />', '<bpmn:startEvent id="start0" camunda:formKey="form" />')
    .replace(/(<bpmn:process [^>]*>)/, `$1${starters}`)
    .replaceAll('choices.', '');
  const text = JSON.stringify(formOf(fields));
  const checked = await checkDefinition(xml, {
    formKeys: new Set(['form']),
    groups: new Set(groups.split(',')),
    topics: new Set(['topic']),
    processKeys: new Set<string>(),
    taskActions: new Set<string>(),
    rules: new Set<string>(),
  });
  const forms = new Map([['form', { title: '表单', text }]]);
  await runCommand(runtime, systemActor, deployDefinition, { source: 'fuzz.bpmn', xml, checked, forms });
  return { xml, fields };
}

/** Behind an event gateway only events may stand. */
function kindOf(graph: Graph, node: GraphNode): GraphNode['kind'] {
  const from = graph.flows.filter(({ target }) => target === node.id).map(({ source }) => source);
  const afterRace = graph.nodes.some(({ id, kind }) => kind === 'eventBased' && from.includes(id));
  if (afterRace && node.kind === 'receiveTask') return 'catchTimer';
  return instead[node.kind] ?? node.kind;
}

function formOf(fields: readonly string[]): object {
  const choice = (name: string) => [name, { title: name, type: 'integer', minimum: 0, maximum: 9 }];
  return {
    $id: 'form',
    title: '表单',
    type: 'object',
    additionalProperties: false,
    properties: {
      note: { title: '说明', type: 'string', maxLength: 100 },
      ...Object.fromEntries(fields.map(choice)),
    },
  };
}
