import { arrange } from './files/diagramFiles.js';
import { create } from './model/camunda.js';
import { removeForeign } from './model/foreign.js';
import { adoptProcess, runProcess } from './model/process.js';
import { replaceExpression } from './model/replaceExpression.js';
import type { Proposal } from './proposals.js';
import { betterRoute } from './reroute.js';
import type { Designer, Mend, Moddle, Shape } from './types.js';

type Act = () => unknown;

/** What the editor does for each kind of mend that the server proposes; null when it can't, or when it would not help. */
const mendsOfShapes: Record<string, (designer: Designer, mend: Mend, shape: Shape) => Act | null> = {
  rename:
    (designer, { name }, shape) =>
    () =>
      designer.get('modeling').updateProperties(shape, { name }),
  move:
    (designer, { dx, dy }, shape) =>
    () =>
      designer.get('modeling').moveElements([shape], { x: Number(dx), y: Number(dy) }),
  removeForeign:
    (designer, { name }, shape) =>
    () =>
      removeForeign({ designer, shape, model: shape.businessObject }, String(name)),
  setDefault(designer, { flowId }, shape) {
    const flow = designer.get('elementRegistry').get(String(flowId));
    return flow ? () => setDefault(designer, shape, flow) : null;
  },
  workByPerson:
    (designer, { did }, shape) =>
    () =>
      workByPerson(designer, shape, String(did)),
  removeElement: (designer, _, shape) => () => designer.get('modeling').removeElements([shape]),
  replaceExpression,
  reroute(designer, _, shape) {
    const way = betterRoute(designer, shape);
    return way && (() => designer.get('modeling').updateWaypoints(shape, way));
  },
};

/** What the program did stays in the documentation of the task. */
function workByPerson(designer: Designer, shape: Shape, did: string): void {
  const task = designer.get('bpmnReplace').replaceElement(shape, { type: 'bpmn:UserTask' });
  const { businessObject: model } = task;
  const text = `原来由程序做：${did}`;
  const documentation = [
    ...((model.get('documentation') as Moddle[] | undefined) ?? []),
    create(designer, 'bpmn:Documentation', model, { text }),
  ];
  designer.get('modeling').updateProperties(task, { documentation });
}

/** A default flow is taken where no condition is met, so it has none. */
function setDefault(designer: Designer, gateway: Shape, flow: Shape): void {
  const modeling = designer.get('modeling');
  modeling.updateProperties(flow, { conditionExpression: undefined });
  modeling.updateProperties(gateway, { default: flow.businessObject });
}

const mendsOfDiagram: Record<string, (designer: Designer, mend: Mend) => Act> = {
  setProcessId:
    (designer, { id }) =>
    () =>
      adoptProcess(designer, String(id)),
  runProcess:
    (designer, { id }) =>
    () =>
      runProcess(designer, String(id)),
  layout: (designer) => () => arrange(designer),
};

/** The server's mend as a proposal that the editor can apply; null when it can't. */
export function proposalOfMend(designer: Designer, mend: Mend, shape: Shape | undefined): Proposal | null {
  const act =
    mendsOfDiagram[mend.kind]?.(designer, mend) ??
    (shape ? mendsOfShapes[mend.kind]?.(designer, mend, shape) : null);
  return act ? { label: mend.label, apply: () => void act() } : null;
}
