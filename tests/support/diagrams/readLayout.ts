import { BpmnModdle } from 'bpmn-moddle';

export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface Point {
  x: number;
  y: number;
}

export interface PlacedShape {
  id: string;
  kind: 'node' | 'lane' | 'pool' | 'note';
  box: Box;
  label: Box | null;
  /** Ids of the shapes that may hold it or lie on it: its lane, its sub-process, the host of a boundary event. */
  on: string[];
}

export interface PlacedEdge {
  id: string;
  source: string;
  target: string;
  points: Point[];
  label: Box | null;
}

export interface Layout {
  shapes: PlacedShape[];
  edges: PlacedEdge[];
}

interface Element {
  $type: string;
  id: string;
  name?: string;
  $parent?: Element;
  attachedToRef?: Element;
  flowNodeRef?: Element[];
  sourceRef?: Element;
  targetRef?: Element;
}

interface DiElement {
  bpmnElement: Element;
  bounds?: Box;
  waypoint?: Point[];
  label?: { bounds?: Box };
}

/** Where a diagram's elements are drawn, from its BPMN DI. */
export async function readLayout(xml: string): Promise<Layout> {
  const { rootElement } = (await new BpmnModdle().fromXML(xml)) as never as {
    rootElement: { diagrams: { plane: { planeElement: DiElement[] } }[] };
  };
  const drawn = rootElement.diagrams.flatMap(({ plane }) => plane.planeElement);
  const lanes = drawn.map((one) => one.bpmnElement).filter((element) => element.$type === 'bpmn:Lane');
  const shapes = drawn.filter((one) => one.bounds).map((one) => placedShape(one, lanes));
  const edges = drawn.filter((one) => one.waypoint).map(placedEdge);
  return { shapes, edges };
}

function placedShape({ bpmnElement: element, bounds, label }: DiElement, lanes: Element[]): PlacedShape {
  const lane = lanes.find((one) => one.flowNodeRef?.includes(element));
  const holders = [lane, element.attachedToRef, element.$parent].filter((one) => one !== undefined);
  return {
    id: element.id,
    kind: kindOf(element.$type),
    box: boxOf(bounds as Box),
    label: element.name && label?.bounds ? boxOf(label.bounds) : null,
    on: holders.map((one) => one.id),
  };
}

function kindOf(type: string): PlacedShape['kind'] {
  if (type === 'bpmn:Participant') return 'pool';
  if (type === 'bpmn:Lane') return 'lane';
  return type === 'bpmn:TextAnnotation' ? 'note' : 'node';
}

function placedEdge({ bpmnElement: element, waypoint, label }: DiElement): PlacedEdge {
  return {
    id: element.id,
    source: element.sourceRef?.id ?? '',
    target: element.targetRef?.id ?? '',
    points: (waypoint ?? []).map(({ x, y }) => ({ x, y })),
    label: element.name && label?.bounds ? boxOf(label.bounds) : null,
  };
}

const boxOf = ({ x, y, width, height }: Box): Box => ({ x, y, width, height });
