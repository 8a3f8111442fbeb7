import { enters, holds, isOnBorder, isUpright, meet, overlap, segmentsOf } from './geometry.js';
import type { Box, Layout, PlacedEdge, PlacedShape } from './readLayout.js';

/** What would make a reader frown at a drawn diagram: one line for each overlap, crossing and stray end. */
export function layoutFaults({ shapes, edges }: Layout): string[] {
  const flows = edges.filter(({ points }) => segmentsOf(points).every(isUpright));
  return [
    ...shapes.flatMap((shape, index) => shapeFaults(shape, shapes.slice(index + 1), shapes)),
    ...edges.filter((edge) => !flows.includes(edge)).flatMap((edge) => slantFaults(edge, shapes)),
    ...flows.flatMap((edge, index) => edgeFaults(edge, flows.slice(index + 1), shapes)),
    ...labelFaults(shapes, flows),
  ];
}

const isContainer = (shape: PlacedShape) => shape.kind === 'lane' || shape.kind === 'pool';
const isHeldBy = (one: PlacedShape, other: PlacedShape) => one.on.includes(other.id);

function shapeFaults(shape: PlacedShape, others: PlacedShape[], all: PlacedShape[]): string[] {
  if (isContainer(shape)) return [];
  const overlapping = others.filter(
    (other) =>
      !isContainer(other) &&
      !isHeldBy(shape, other) &&
      !isHeldBy(other, shape) &&
      overlap(shape.box, other.box),
  );
  const lane = all.find((one) => one.kind === 'lane' && isHeldBy(shape, one));
  return [
    ...overlapping.map((other) => `${shape.id} lies on ${other.id}`),
    ...(lane && !holds(lane.box, shape.box) ? [`${shape.id} leaves its lane`] : []),
  ];
}

/** Only the dotted line to an annotation may slant. */
function slantFaults(edge: PlacedEdge, shapes: PlacedShape[]): string[] {
  const note = shapes.find(({ id, kind }) => kind === 'note' && (id === edge.source || id === edge.target));
  return note ? [] : [`${edge.id} slants`];
}

function edgeFaults(edge: PlacedEdge, others: PlacedEdge[], shapes: PlacedShape[]): string[] {
  const segments = segmentsOf(edge.points);
  const source = shapes.find(({ id }) => id === edge.source);
  const target = shapes.find(({ id }) => id === edge.target);
  const [first, last] = [edge.points[0], edge.points.at(-1)];
  const isDocked =
    source && target && first && last && isOnBorder(first, source.box) && isOnBorder(last, target.box);
  const ends = [source, target].filter((one) => one !== undefined);
  const inTheWay = shapes.filter(
    (shape) =>
      !isContainer(shape) &&
      !ends.some((end) => end === shape || isHeldBy(end, shape)) &&
      segments.some((segment) => enters(segment, shape.box)),
  );
  const crossed = others.filter(
    (other) =>
      other.source !== edge.source &&
      other.target !== edge.target &&
      segmentsOf(other.points).some((b) => segments.some((a) => meet(a, b))),
  );
  return [
    ...(isDocked ? [] : [`${edge.id} does not end at its shapes`]),
    ...inTheWay.map((shape) => `${edge.id} runs through ${shape.id}`),
    ...crossed.map((other) => `${edge.id} crosses ${other.id}`),
  ];
}

interface Label {
  of: string;
  box: Box;
}

function labelFaults(shapes: PlacedShape[], edges: PlacedEdge[]): string[] {
  const labels: Label[] = [...shapes, ...edges]
    .filter(({ label }) => label !== null)
    .map(({ id, label }) => ({ of: id, box: label as Box }));
  return labels.flatMap(({ of, box }, index) => [
    ...labels
      .slice(index + 1)
      .filter((other) => overlap(box, other.box))
      .map((other) => `the label of ${of} lies on the label of ${other.of}`),
    ...shapes
      .filter((shape) => shape.id !== of && !isContainer(shape) && !isSubProcessOf(shape, of, shapes))
      .filter((shape) => overlap(box, shape.box))
      .map((shape) => `the label of ${of} lies on ${shape.id}`),
    ...edges
      .filter((edge) => segmentsOf(edge.points).some((segment) => enters(segment, box)))
      .map((edge) => `the label of ${of} lies on ${edge.id}`),
  ]);
}

/** Whether the shape is the sub-process in which the labelled element stands. */
function isSubProcessOf(shape: PlacedShape, id: string, shapes: PlacedShape[]): boolean {
  return shapes.some((one) => one.id === id && isHeldBy(one, shape));
}
