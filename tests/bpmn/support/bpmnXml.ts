import type { Graph, GraphFlow, GraphLoop, GraphNode } from './graph.js';

/** Writes the generated process as executable BPMN 2.0. */
export function bpmnXml(graph: Graph): string {
  return definitions(
    `<bpmn:process id="fuzz" name="随机流程" isExecutable="true">${scopeXml(graph, 'process')}</bpmn:process>`,
  );
}

/** Wraps processes with what they refer to. */
export function definitions(content: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" id="definitions" targetNamespace="urn:test">
<bpmn:message id="reply" name="客户答复" />
<bpmn:signal id="alarm" name="停机" />
<bpmn:error id="failure" name="失败" errorCode="FAILED" />
<bpmn:escalation id="concern" name="请示" escalationCode="CONCERN" />
${content}
</bpmn:definitions>`;
}

const escalationXml = '<bpmn:escalationEventDefinition escalationRef="concern" />';

function scopeXml(graph: Graph, scope: string): string {
  const nodes = graph.nodes.filter((node) => node.scope === scope);
  const ids = new Set(nodes.map((node) => node.id));
  const flows = graph.flows.filter((flow) => ids.has(flow.source));
  return `\n${[...nodes.map((node) => nodeXml(graph, node)), ...flows.map(flowXml)].join('\n')}\n`;
}

function nodeXml(graph: Graph, node: GraphNode): string {
  const { id, undoneBy } = node;
  if (undoneBy === undefined) return elementXml(graph, node);
  const event = boundaryXml({ id: `${id}_c`, attachedTo: id, interrupting: true }, compensateXml(''));
  const association = `<bpmn:association id="${id}_a" sourceRef="${id}_c" targetRef="${undoneBy}" />`;
  return elementXml(graph, node) + event + association;
}

const signalXml = '<bpmn:signalEventDefinition signalRef="alarm" />';

function compensateXml(attributes: string): string {
  return `<bpmn:compensateEventDefinition ${attributes} />`;
}

function conditionXml({ variable }: GraphNode): string {
  return `<bpmn:conditionalEventDefinition><bpmn:condition xsi:type="bpmn:tFormalExpression">choices.${variable} = 1</bpmn:condition></bpmn:conditionalEventDefinition>`;
}

function undoXml({ undoes, goesOnAtOnce }: GraphNode): string {
  return compensateXml(
    `${undoes ? `activityRef="${undoes}"` : ''}${goesOnAtOnce ? ' waitForCompletion="false"' : ''}`,
  );
}

function elementXml(graph: Graph, node: GraphNode): string {
  const { id, kind } = node;
  const loop = node.loop ? loopXml(node.loop) : '';
  const handling = node.isHandler ? ' isForCompensation="true"' : '';
  const form = `camunda:formKey="form" camunda:candidateGroups="group"${handling}`;
  switch (kind) {
    case 'start':
      return `<bpmn:startEvent id="${id}" />`;
    case 'end':
      return `<bpmn:endEvent id="${id}" />`;
    case 'terminate':
      return `<bpmn:endEvent id="${id}"><bpmn:terminateEventDefinition /></bpmn:endEvent>`;
    case 'error':
      return `<bpmn:endEvent id="${id}"><bpmn:errorEventDefinition errorRef="failure" /></bpmn:endEvent>`;
    case 'escalation':
      return `<bpmn:intermediateThrowEvent id="${id}">${escalationXml}</bpmn:intermediateThrowEvent>`;
    case 'escalationEnd':
      return `<bpmn:endEvent id="${id}">${escalationXml}</bpmn:endEvent>`;
    case 'startEscalation':
      return startXml(node, escalationXml);
    case 'boundaryEscalation':
      return boundaryXml(node, escalationXml);
    case 'milestone':
      return `<bpmn:intermediateThrowEvent id="${id}" />`;
    case 'throwSignal':
      return `<bpmn:intermediateThrowEvent id="${id}">${signalXml}</bpmn:intermediateThrowEvent>`;
    case 'undo':
      return `<bpmn:intermediateThrowEvent id="${id}">${undoXml(node)}</bpmn:intermediateThrowEvent>`;
    case 'undoEnd':
      return `<bpmn:endEvent id="${id}">${undoXml(node)}</bpmn:endEvent>`;
    case 'catchSignal':
      return `<bpmn:intermediateCatchEvent id="${id}">${signalXml}</bpmn:intermediateCatchEvent>`;
    case 'catchCondition':
      return `<bpmn:intermediateCatchEvent id="${id}">${conditionXml(node)}</bpmn:intermediateCatchEvent>`;
    case 'startSignal':
      return startXml(node, signalXml);
    case 'startCondition':
      return startXml(node, conditionXml(node));
    case 'boundaryMessage':
      return boundaryXml(node, '<bpmn:messageEventDefinition messageRef="reply" />');
    case 'boundarySignal':
      return boundaryXml(node, signalXml);
    case 'boundaryCondition':
      return boundaryXml(node, conditionXml(node));
    case 'userTask':
      return `<bpmn:userTask id="${id}" name="${id}" ${form}${defaultXml(graph, id)}>${loop}</bpmn:userTask>`;
    case 'serviceTask':
      return `<bpmn:serviceTask id="${id}" camunda:topic="topic"${handling}>${loop}</bpmn:serviceTask>`;
    case 'receiveTask':
      return `<bpmn:receiveTask id="${id}" messageRef="reply">${loop}</bpmn:receiveTask>`;
    case 'call':
      return `<bpmn:callActivity id="${id}" calledElement="other">${loop}</bpmn:callActivity>`;
    case 'catchTimer':
      return `<bpmn:intermediateCatchEvent id="${id}">${timerXml(1)}</bpmn:intermediateCatchEvent>`;
    case 'catchMessage':
      return `<bpmn:intermediateCatchEvent id="${id}"><bpmn:messageEventDefinition messageRef="reply" /></bpmn:intermediateCatchEvent>`;
    case 'exclusive':
    case 'inclusive':
    case 'parallel':
    case 'eventBased':
      return gatewayXml(graph, node);
    case 'startTimer':
      return startXml(node, timerXml(node.rounds ?? 1));
    case 'startMessage':
      return startXml(node, '<bpmn:messageEventDefinition messageRef="reply" />');
    case 'startError':
      return startXml(node, '<bpmn:errorEventDefinition errorRef="failure" />');
    case 'eventSubProcess':
      return `<bpmn:subProcess id="${id}" triggeredByEvent="true">${scopeXml(graph, id)}</bpmn:subProcess>`;
    case 'subProcess':
      return `<bpmn:subProcess id="${id}"${handling}>${loop}${scopeXml(graph, id)}</bpmn:subProcess>`;
    case 'boundaryTimer':
      return boundaryXml(node, timerXml(node.rounds ?? 1));
    case 'boundaryError':
      return boundaryXml(node, '<bpmn:errorEventDefinition errorRef="failure" />');
  }
}

function startXml({ id, interrupting }: GraphNode, event: string): string {
  return `<bpmn:startEvent id="${id}" isInterrupting="${interrupting}">${event}</bpmn:startEvent>`;
}

function gatewayXml(graph: Graph, { id, kind }: GraphNode): string {
  return `<bpmn:${kind}Gateway id="${id}"${defaultXml(graph, id)} />`;
}

function defaultXml(graph: Graph, id: string): string {
  const fallback = graph.flows.find((flow) => flow.source === id && flow.isDefault);
  return fallback ? ` default="${fallback.id}"` : '';
}

function boundaryXml(
  { id, attachedTo, interrupting }: Pick<GraphNode, 'id' | 'attachedTo' | 'interrupting'>,
  event: string,
): string {
  return `<bpmn:boundaryEvent id="${id}" attachedToRef="${attachedTo}" cancelActivity="${interrupting}">${event}</bpmn:boundaryEvent>`;
}

function timerXml(rounds: number): string {
  const [tag, text] = rounds > 1 ? ['timeCycle', `R${rounds}/PT1H`] : ['timeDuration', 'PT1H'];
  return `<bpmn:timerEventDefinition><bpmn:${tag} xsi:type="bpmn:tFormalExpression">${text}</bpmn:${tag}></bpmn:timerEventDefinition>`;
}

function loopXml({ sequential, count, by, until }: GraphLoop): string {
  const items = `[${Array.from({ length: count }, (_, index) => index).join(', ')}]`;
  const collection = by === 'collection' ? ` camunda:collection="\${${items}}"` : '';
  const cardinality = by === 'cardinality' ? `<bpmn:loopCardinality>${count}</bpmn:loopCardinality>` : '';
  const done = until
    ? `<bpmn:completionCondition>numberOfCompletedInstances &gt;= ${until}</bpmn:completionCondition>`
    : '';
  return `<bpmn:multiInstanceLoopCharacteristics isSequential="${sequential}"${collection}>${cardinality}${done}</bpmn:multiInstanceLoopCharacteristics>`;
}

function flowXml({ id, source, target, when }: GraphFlow): string {
  const condition = when
    ? `<bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">choices.${when.variable} = ${when.value}</bpmn:conditionExpression>`
    : '';
  return `<bpmn:sequenceFlow id="${id}" sourceRef="${source}" targetRef="${target}">${condition}</bpmn:sequenceFlow>`;
}
