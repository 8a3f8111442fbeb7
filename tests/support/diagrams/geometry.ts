import type { Box, Point } from './readLayout.js';

export type Segment = readonly [Point, Point];

export const segmentsOf = (points: Point[]): Segment[] =>
  points.slice(1).map((point, index) => [points[index] as Point, point] as const);

export const overlap = (a: Box, b: Box): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

export const holds = (outer: Box, inner: Box): boolean =>
  inner.x >= outer.x &&
  inner.y >= outer.y &&
  inner.x + inner.width <= outer.x + outer.width &&
  inner.y + inner.height <= outer.y + outer.height;

export const isUpright = ([from, to]: Segment): boolean => from.x === to.x || from.y === to.y;

/** Whether a horizontal or vertical segment enters the inside of a box. */
export function enters(segment: Segment, box: Box): boolean {
  const span = spanOf(segment);
  return (
    span.x < box.x + box.width &&
    span.x + span.width > box.x &&
    span.y < box.y + box.height &&
    span.y + span.height > box.y
  );
}

/** Whether two horizontal or vertical segments cross, touch or run on one another. */
export function meet(a: Segment, b: Segment): boolean {
  const [one, other] = [spanOf(a), spanOf(b)];
  return (
    one.x <= other.x + other.width &&
    other.x <= one.x + one.width &&
    one.y <= other.y + other.height &&
    other.y <= one.y + one.height
  );
}

/** Whether a point lies on the border of a box, two pixels of rounding allowed. */
export function isOnBorder(point: Point, box: Box): boolean {
  const grown = { x: box.x - 2, y: box.y - 2, width: box.width + 4, height: box.height + 4 };
  const at = { ...point, width: 0, height: 0 };
  const inside = { x: box.x + 15, y: box.y + 15, width: box.width - 30, height: box.height - 30 };
  return holds(grown, at) && !holds(inside, at);
}

function spanOf([from, to]: Segment): Box {
  return {
    x: Math.min(from.x, to.x),
    y: Math.min(from.y, to.y),
    width: Math.abs(from.x - to.x),
    height: Math.abs(from.y - to.y),
  };
}
