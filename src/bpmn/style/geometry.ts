import type { Box, Point } from './types.js';

type Segment = readonly [Point, Point];

export function segmentsOf(points: readonly Point[]): Segment[] {
  return points.slice(1).map((point, index) => [points[index] as Point, point] as const);
}

export function overlap(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

export function contains(outer: Box, inner: Box): boolean {
  return (
    inner.x >= outer.x &&
    inner.y >= outer.y &&
    inner.x + inner.width <= outer.x + outer.width &&
    inner.y + inner.height <= outer.y + outer.height
  );
}

/** Whether two segments cross within both; touching at an end or running on one another is no crossing. */
export function cross([a, b]: Segment, [c, d]: Segment): boolean {
  return side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0;
}

/** Whether a segment passes through the inside of a box. */
export function passesThrough(segment: Segment, { x, y, width, height }: Box): boolean {
  const [left, right, top, bottom] = [x + 1, x + width - 1, y + 1, y + height - 1];
  const isInside = (point: Point) => point.x > left && point.x < right && point.y > top && point.y < bottom;
  const corners: Point[] = [
    { x: left, y: top },
    { x: right, y: top },
    { x: right, y: bottom },
    { x: left, y: bottom },
  ];
  return (
    segment.some(isInside) ||
    segmentsOf([...corners, corners[0] as Point]).some((edge) => cross(segment, edge))
  );
}

function side(a: Point, b: Point, point: Point): number {
  return Math.sign((b.x - a.x) * (point.y - a.y) - (b.y - a.y) * (point.x - a.x));
}
