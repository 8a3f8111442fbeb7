import { type Diagram, type Flow, type FlowNode, problemAt } from '../diagram.js';
import { contains, type Line, lineEnters, lineOf, linesCross, overlap } from './geometry.js';
import type { Box, Drawing, StyleMend, StyleProblem, StyleRule } from './types.js';

const arrange: StyleMend = { kind: 'layout', label: '自动排版' };
const reroute: StyleMend = { kind: 'reroute', label: '重新走线' };

/** What is in the model but not in the picture runs unseen. */
export const everythingDrawn: StyleRule = ({ nodes, flows }, { boxes, lines }) =>
  [...nodes.filter(({ id }) => !boxes.has(id)), ...flows.filter(({ id }) => !lines.has(id))].map(
    ({ element }) => ({
      ...problemAt(element, '没有画在图上，谁也看不到它：请自动排版，或者补画。'),
      severity: 'error',
      mend: arrange,
    }),
  );

/** Shapes stand side by side; a boundary event may lie on its host, and what is in a sub-process within it. */
export const noOverlaps: StyleRule = (diagram, drawing) => {
  const placed = placedNodes(diagram, drawing);
  return placed.flatMap(({ node, box }, index) =>
    placed
      .slice(0, index)
      .filter(
        (other) => overlap(box, other.box) && !mayLieOn(node, other.node) && !mayLieOn(other.node, node),
      )
      .slice(0, 1)
      .map((other) => ({
        ...problemAt(node.element, `与「${nameOf(other.node)}」重叠。`),
        mend: moveAway(box, otherBoxes(box, placed), laneAround(box, diagram, drawing)),
      })),
  );
};

/** Lines pass beside the shapes that they don't join. */
export const noLinesThroughShapes: StyleRule = (diagram, drawing) => {
  const placed = placedNodes(diagram, drawing);
  return drawnFlows(diagram, drawing).flatMap(({ flow, line }) =>
    placed
      .filter(({ node, box }) => lineEnters(line, box) && !isEndOf(flow, node))
      .map(({ node }) => ({
        ...problemAt(flow.element, `连线穿过「${nameOf(node)}」。`),
        mend: reroute,
      })),
  );
};

/** Lines that cross are followed wrongly. */
export const noCrossings: StyleRule = (diagram, drawing) => {
  const drawn = drawnFlows(diagram, drawing);
  return drawn.flatMap(({ flow, line }, index): StyleProblem[] =>
    drawn
      .slice(0, index)
      .filter((other) => linesCross(line, other.line))
      .slice(0, mostOfOneLine)
      .map((other) => ({
        ...problemAt(flow.element, `${flowName(flow)}与${flowName(other.flow)}交叉。`),
        mend: reroute,
      })),
  );
};

/** Mending the first of them mends most. */
const mostOfOneLine = 5;

function placedNodes({ nodes }: Diagram, { boxes }: Drawing): { node: FlowNode; box: Box }[] {
  return nodes.flatMap((node) => {
    const box = boxes.get(node.id);
    return box ? [{ node, box }] : [];
  });
}

function drawnFlows({ flows }: Diagram, { lines }: Drawing): { flow: Flow; line: Line }[] {
  return flows.flatMap((flow) => {
    const points = lines.get(flow.id);
    return points ? [{ flow, line: lineOf(points) }] : [];
  });
}

/** Whether a node belongs on another: on the host of a boundary event, or within a sub-process. */
function mayLieOn(node: FlowNode, other: FlowNode): boolean {
  if (node.attachedTo === other.id) return true;
  let parent = node.element.$parent;
  while (parent) {
    if (parent === other.element) return true;
    parent = parent.$parent;
  }
  return false;
}

/** The ends of a flow, what they lie on, and what lies on them. */
function isEndOf({ source, target }: Flow, node: FlowNode): boolean {
  return [source, target].some((end) => end === node || mayLieOn(end, node) || mayLieOn(node, end));
}

const gap = 30;
const maxSteps = 6;

/** The nearest free place below, to the right, above or to the left that lies in the same lane; null when there is none. */
function moveAway(box: Box, others: Box[], lane: Box | null): StyleMend | null {
  for (let steps = 1; steps <= maxSteps; steps += 1) {
    const [dx, dy] = [steps * (box.width + gap), steps * (box.height + gap)];
    for (const [x, y] of [
      [0, dy],
      [dx, 0],
      [0, -dy],
      [-dx, 0],
    ] as const) {
      const moved = { ...box, x: box.x + x, y: box.y + y };
      const isFree =
        !others.some((other) => overlap(moved, other)) && (lane === null || contains(lane, moved));
      if (isFree) return { kind: 'move', label: '挪到空处', dx: x, dy: y };
    }
  }
  return null;
}

const otherBoxes = (box: Box, placed: { box: Box }[]) =>
  placed.map((one) => one.box).filter((other) => other !== box);

/** The innermost lane or pool around a box: a step that leaves it changes hands. */
function laneAround(box: Box, { elements }: Diagram, { boxes }: Drawing): Box | null {
  const around = elements
    .filter(({ $type }) => $type === 'bpmn:Lane' || $type === 'bpmn:Participant')
    .flatMap(({ id }) => boxes.get(String(id)) ?? [])
    .filter((lane) => contains(lane, { ...box, width: 0, height: 0 }));
  return around.sort((a, b) => a.width * a.height - b.width * b.height)[0] ?? null;
}

const nameOf = ({ element, id }: FlowNode) => element.name?.trim() || id;

function flowName({ element, source, target }: Flow): string {
  const name = element.name?.trim();
  return name ? `连线「${name}」` : `连线「${nameOf(source)} → ${nameOf(target)}」`;
}
