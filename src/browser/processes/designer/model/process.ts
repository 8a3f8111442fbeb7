import type { Designer, Moddle, Shape } from '../types.js';
import { change, type Subject } from './camunda.js';

/** The subject behind a shape: a pool and the empty canvas stand for the process. */
export function subjectOf(designer: Designer, shape: Shape): Subject {
  const drawn = shape.labelTarget ?? shape;
  const { businessObject: model } = drawn;
  if (model.$type === 'bpmn:Participant' && model.processRef) {
    return { designer, shape: drawn, model: model.processRef as Moddle };
  }
  if (model.$type === 'bpmn:Collaboration') {
    const pool = pools(designer).find(({ businessObject }) => businessObject.processRef);
    if (pool) return subjectOf(designer, pool);
  }
  return { designer, shape: drawn, model };
}

/** The name of the process is also that of its pool. */
export function renameProcess(subject: Subject, name: string): void {
  const { designer, model } = subject;
  const pool = pools(designer).find(({ businessObject }) => businessObject.processRef === model);
  if (!pool) {
    change(subject, { name });
    return;
  }
  designer.get('modeling').updateModdleProperties(pool, model, { name });
  designer.get('modeling').updateProperties(pool, { name });
}

/** Makes the process of an imported file the one that the draft is about. */
export function adoptProcess(designer: Designer, key: string): void {
  const roots = designer.getDefinitions().get('rootElements') as Moddle[];
  const processes = roots.filter(({ $type }) => $type === 'bpmn:Process');
  const main = processes.find((process) => process.isExecutable) ?? processes[0];
  if (!main || processes.some((process) => process !== main && process.id === key)) return;
  const pool = pools(designer).find(({ businessObject }) => businessObject.processRef === main);
  const shape = pool ?? designer.get('canvas').getRootElement();
  const properties = { id: key, isExecutable: true };
  if (shape.businessObject === main) designer.get('modeling').updateProperties(shape, properties);
  else designer.get('modeling').updateModdleProperties(shape, main, properties);
}

/** Another process of the file becomes the one that the draft is about, under its key; they change their ids. */
export function runProcess(designer: Designer, id: string): void {
  const roots = designer.getDefinitions().get('rootElements') as Moddle[];
  const processes = roots.filter(({ $type }) => $type === 'bpmn:Process');
  const next = processes.find((process) => process.id === id);
  const before = processes.find((process) => process.isExecutable);
  const shape = pools(designer)[0] ?? designer.get('canvas').getRootElement();
  if (!next || !before || next === before) return;
  const key = before.id;
  const modeling = designer.get('modeling');
  modeling.updateModdleProperties(shape, before, { id: `${key}-other`, isExecutable: false });
  modeling.updateModdleProperties(shape, next, { id: key, isExecutable: true });
  modeling.updateModdleProperties(shape, before, { id });
}

function pools(designer: Designer): Shape[] {
  return designer.get('elementRegistry').filter(({ type }) => type === 'bpmn:Participant');
}
