import { feelLanguage } from './feel/language.js';

/** The diagram with which a new process begins: a pool with a start and an end, laid out. */
export function newDiagram(key: string, name: string): string {
  const [id, title] = [escapeXml(key), escapeXml(name)];
  return `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions ${namespaces} id="definitions" expressionLanguage="${feelLanguage}" targetNamespace="urn:serviceflow:processes">
  <bpmn:collaboration id="collaboration">
    <bpmn:participant id="pool" name="${title}" processRef="${id}" />
  </bpmn:collaboration>
  <bpmn:process id="${id}" name="${title}" isExecutable="true">
    <bpmn:startEvent id="start" name="开始">
      <bpmn:outgoing>toEnd</bpmn:outgoing>
    </bpmn:startEvent>
    <bpmn:sequenceFlow id="toEnd" sourceRef="start" targetRef="end" />
    <bpmn:endEvent id="end" name="结束">
      <bpmn:incoming>toEnd</bpmn:incoming>
    </bpmn:endEvent>
  </bpmn:process>
${drawing}
</bpmn:definitions>
`;
}

const namespaces = [
  ['bpmn', 'http://www.omg.org/spec/BPMN/20100524/MODEL'],
  ['bpmndi', 'http://www.omg.org/spec/BPMN/20100524/DI'],
  ['dc', 'http://www.omg.org/spec/DD/20100524/DC'],
  ['di', 'http://www.omg.org/spec/DD/20100524/DI'],
  ['xsi', 'http://www.w3.org/2001/XMLSchema-instance'],
  ['camunda', 'http://camunda.org/schema/1.0/bpmn'],
]
  .map(([prefix, address]) => `xmlns:${prefix}="${address}"`)
  .join(' ');

const drawing = `  <bpmndi:BPMNDiagram id="diagram">
    <bpmndi:BPMNPlane id="plane" bpmnElement="collaboration">
      <bpmndi:BPMNShape id="pool_di" bpmnElement="pool" isHorizontal="true">
        <dc:Bounds x="160" y="80" width="960" height="320" />
      </bpmndi:BPMNShape>
      <bpmndi:BPMNShape id="start_di" bpmnElement="start">
        <dc:Bounds x="240" y="222" width="36" height="36" />
        <bpmndi:BPMNLabel>
          <dc:Bounds x="247" y="265" width="22" height="14" />
        </bpmndi:BPMNLabel>
      </bpmndi:BPMNShape>
      <bpmndi:BPMNShape id="end_di" bpmnElement="end">
        <dc:Bounds x="1012" y="222" width="36" height="36" />
        <bpmndi:BPMNLabel>
          <dc:Bounds x="1019" y="265" width="22" height="14" />
        </bpmndi:BPMNLabel>
      </bpmndi:BPMNShape>
      <bpmndi:BPMNEdge id="toEnd_di" bpmnElement="toEnd">
        <di:waypoint x="276" y="240" />
        <di:waypoint x="1012" y="240" />
      </bpmndi:BPMNEdge>
    </bpmndi:BPMNPlane>
  </bpmndi:BPMNDiagram>`;

function escapeXml(text: string): string {
  const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
  return text.replace(/[&<>"]/g, (character) => entities[character] as string);
}
