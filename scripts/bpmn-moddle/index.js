export { BpmnModdle as default } from 'bpmn-moddle';
