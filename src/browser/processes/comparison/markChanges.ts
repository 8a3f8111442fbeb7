import type { Diagram, Shape } from '../../tickets/trace/types.js';
import type { ComparisonMarks, Kind } from './types.js';

/** Marks the differences on one of the diagrams by colour, line and sign. */
export function markChanges(
  { canvas, overlays, registry }: Diagram,
  { kinds, signs }: ComparisonMarks,
): void {
  for (const [id, kind] of Object.entries(kinds)) {
    const shape = registry.get(id);
    if (!shape) continue;
    canvas.addMarker(id, `is-${kind}`);
    overlays.add(id, 'change', { position: signPosition(shape), html: sign(kind, signs[kind]) });
  }
}

function sign(kind: Kind, text: string): HTMLElement {
  const element = document.createElement('span');
  element.className = `change-sign change-${kind}`;
  element.textContent = text;
  return element;
}

const half = 10;

/** At the upper right corner of a shape, in the middle of a connection. */
function signPosition(shape: Shape): Record<string, number> {
  if (!shape.waypoints) return { top: -half, right: half };
  const middle = middleOf(shape.waypoints);
  const left = Math.min(...shape.waypoints.map(({ x }) => x));
  const top = Math.min(...shape.waypoints.map(({ y }) => y));
  return { left: middle.x - left - half, top: middle.y - top - half };
}

function middleOf(points: { x: number; y: number }[]): { x: number; y: number } {
  const lengths = points.slice(1).map((point, index) => distance(points[index]!, point));
  let rest = lengths.reduce((sum, length) => sum + length, 0) / 2;
  const index = lengths.findIndex((length) => {
    if (rest <= length) return true;
    rest -= length;
    return false;
  });
  const [from, to, length] = [points[index], points[index + 1], lengths[index]];
  if (!from || !to || !length) return points[0]!;
  const share = rest / length;
  return { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share };
}

function distance(from: { x: number; y: number }, to: { x: number; y: number }): number {
  return Math.hypot(to.x - from.x, to.y - from.y);
}
