import type { Box, Point } from './types.js';

type Segment = readonly [Point, Point];

/** A line with the box around it, by which most others are told apart at once. */
export interface Line {
  segments: Segment[];
  around: Box;
}

export function lineOf(points: readonly Point[]): Line {
  const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)];
  const [x, y] = [least(xs), least(ys)];
  const around = { x, y, width: most(xs) - x, height: most(ys) - y };
  return { segments: segmentsOf(points), around };
}

/** Without spreading: a line may have more points than a call arguments. */
const least = (values: number[]) => values.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
const most = (values: number[]) => values.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);

function segmentsOf(points: readonly Point[]): Segment[] {
  return points.slice(1).map((point, index) => [points[index] as Point, point] as const);
}

/** Whether two lines cross anywhere. */
export function linesCross(a: Line, b: Line): boolean {
  return touch(a.around, b.around) && a.segments.some((one) => b.segments.some((other) => cross(one, other)));
}

/** Whether a line passes through the inside of a box. */
export function lineEnters({ segments, around }: Line, box: Box): boolean {
  return touch(around, box) && segments.some((segment) => passesThrough(segment, box));
}

/** A line has no width: boxes around lines may only share an edge. */
function touch(a: Box, b: Box): boolean {
  return a.x <= b.x + b.width && b.x <= a.x + a.width && a.y <= b.y + b.height && b.y <= a.y + a.height;
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
function cross([a, b]: Segment, [c, d]: Segment): boolean {
  return side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0;
}

/** Whether a segment passes through the inside of a box. */
function passesThrough(segment: Segment, { x, y, width, height }: Box): boolean {
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
