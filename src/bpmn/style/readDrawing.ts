import { childrenOf } from '../diagram.js';
import type { ModdleContext, ModdleElement } from '../parseDiagram.js';
import type { Box, Drawing, Point } from './types.js';

/** Reads BPMN DI: boxes of shapes and points of lines by the id of what they show. */
export function readDrawing({ rootElement }: ModdleContext): Drawing {
  const boxes = new Map<string, Box>();
  const lines = new Map<string, Point[]>();
  for (const drawn of drawnElements(rootElement)) {
    const id = (drawn.bpmnElement as ModdleElement | undefined)?.id;
    if (!id) continue;
    const bounds = drawn.bounds as Box | undefined;
    const points = drawn.waypoint as Point[] | undefined;
    if (bounds) boxes.set(id, boxOf(bounds));
    if (points) lines.set(id, points.map(pointOf));
  }
  return { boxes, lines };
}

function drawnElements(root: ModdleElement): ModdleElement[] {
  return childrenOf(root)
    .filter(({ $type }) => $type === 'bpmndi:BPMNDiagram')
    .flatMap((diagram) => childrenOf(diagram))
    .flatMap((plane) => childrenOf(plane));
}

const pointOf = ({ x, y }: Point): Point => ({ x, y });
const boxOf = ({ x, y, width, height }: Box): Box => ({ x, y, width, height });
