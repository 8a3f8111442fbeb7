import { checkDefinition } from '../../../src/bpmn/checkDefinition.js';
import { deployDefinition } from '../../../src/modules/processes/steps/deployDefinition.js';
import { systemActor } from '../../../src/platform/actor.js';
import { type Runtime, runCommand } from '../../../src/platform/runCommand.js';
import { definitions } from '../../bpmn/support/bpmnXml.js';

/**
 * Deploys the process `voting`: start -> 申请 (chooses who files it) -> 会签 by three, done when two agree or two refuse ->
 * 归档 -> end.
 */
export async function deployVoting(runtime: Runtime): Promise<void> {
  const properties = (pairs: Record<string, string>) =>
    `<bpmn:extensionElements><camunda:properties>${Object.entries(pairs)
      .map(([name, value]) => `<camunda:property name="${name}" value="${value}" />`)
      .join('')}</camunda:properties></bpmn:extensionElements>`;
  const loop =
    '<bpmn:multiInstanceLoopCharacteristics isSequential="false"><bpmn:loopCardinality>3</bpmn:loopCardinality><bpmn:completionCondition>numberOfApprovals &gt;= 2 or numberOfRejections &gt;= 2</bpmn:completionCondition></bpmn:multiInstanceLoopCharacteristics>';
  const xml = definitions(`<bpmn:process id="voting" name="会签" isExecutable="true">
    ${properties({ starterGroups: 'service-clerk' })}
    <bpmn:startEvent id="start" camunda:formKey="vote" />
    <bpmn:userTask id="request" name="申请" camunda:formKey="vote" camunda:candidateGroups="service-clerk">${properties({ choosesPerformerOf: 'file' })}</bpmn:userTask>
    <bpmn:userTask id="vote" name="会签" camunda:formKey="vote" camunda:candidateGroups="service-engineer,repair-engineer">${properties({ voteField: 'agrees' })}${loop}</bpmn:userTask>
    <bpmn:userTask id="file" name="归档" camunda:formKey="vote" camunda:candidateGroups="service-engineer" />
    <bpmn:endEvent id="end" />
    <bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="request" /><bpmn:sequenceFlow id="f2" sourceRef="request" targetRef="vote" />
    <bpmn:sequenceFlow id="f3" sourceRef="vote" targetRef="file" /><bpmn:sequenceFlow id="f4" sourceRef="file" targetRef="end" />
  </bpmn:process>${drawnInARow('voting', ['start', 'request', 'vote', 'file', 'end'])}`);
  const text = JSON.stringify({
    $id: 'vote',
    title: '会签单',
    type: 'object',
    additionalProperties: false,
    properties: {
      agrees: { title: '同意', type: 'boolean' },
    },
  });
  const checked = await checkDefinition(xml, {
    formKeys: new Set(['vote']),
    groups: new Set(['service-clerk', 'service-engineer', 'repair-engineer']),
    topics: new Set<string>(),
    processKeys: new Set<string>(),
    taskActions: new Set<string>(),
    rules: new Set<string>(),
  });
  const forms = new Map([['vote', { title: '会签单', text }]]);
  await runCommand(runtime, systemActor, deployDefinition, {
    source: 'voting',
    xml,
    checked,
    forms,
  });
}

/** Draws elements of a process side by side, each with a flow to the next: f1, f2, … */
function drawnInARow(processId: string, ids: readonly string[]): string {
  const left = (index: number) => 100 + index * 160;
  const size = (id: string) =>
    id === 'start' || id === 'end' ? { width: 36, height: 36 } : { width: 100, height: 80 };
  const shapes = ids.map((id, index) => {
    const { width, height } = size(id);
    return `<bpmndi:BPMNShape id="${id}_di" bpmnElement="${id}"><dc:Bounds x="${left(index)}" y="${140 - height / 2}" width="${width}" height="${height}" /></bpmndi:BPMNShape>`;
  });
  const edges = ids.slice(1).map((id, index) => {
    const from = left(index) + size(ids[index] as string).width;
    return `<bpmndi:BPMNEdge id="f${index + 1}_di" bpmnElement="f${index + 1}"><di:waypoint x="${from}" y="140" /><di:waypoint x="${left(index + 1)}" y="140" /></bpmndi:BPMNEdge>`;
  });
  return `<bpmndi:BPMNDiagram id="diagram" ${namespaces}><bpmndi:BPMNPlane id="plane" bpmnElement="${processId}">${shapes.join('')}${edges.join('')}</bpmndi:BPMNPlane></bpmndi:BPMNDiagram>`;
}

const namespaces = ['bpmndi:BPMN/20100524/DI', 'dc:DD/20100524/DC', 'di:DD/20100524/DI']
  .map((one) => one.split(':') as [string, string])
  .map(([prefix, path]) => `xmlns:${prefix}="http://www.omg.org/spec/${path}"`)
  .join(' ');
