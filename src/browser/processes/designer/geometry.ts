import type { Point, Shape } from './types.js';

export function middleOf({ x, y, width, height }: Shape): Point {
  return { x: x + width / 2, y: y + height / 2 };
}

/** Along the axes, as lines are drawn. */
export function distance(a: Point, b: Point): number {
  return Math.abs(a.x - b.x) + Math.abs(a.y - b.y);
}

/** The segments of a line. */
export function segmentsOf(line: readonly Point[]): [Point, Point][] {
  return line.slice(1).map((point, index) => [line[index] as Point, point]);
}

/** Whether a segment comes nearer to the box than the margin. */
export function entersBox(
  [a, b]: [Point, Point],
  { x, y, width, height }: Pick<Shape, 'x' | 'y' | 'width' | 'height'>,
  margin: number,
): boolean {
  return (
    Math.max(a.x, b.x) > x - margin &&
    Math.min(a.x, b.x) < x + width + margin &&
    Math.max(a.y, b.y) > y - margin &&
    Math.min(a.y, b.y) < y + height + margin
  );
}

/** Whether the boxes around two segments meet; segments that run over each other do. */
export function meet([a, b]: [Point, Point], [c, d]: [Point, Point]): boolean {
  return !(
    Math.max(a.x, b.x) < Math.min(c.x, d.x) ||
    Math.min(a.x, b.x) > Math.max(c.x, d.x) ||
    Math.max(a.y, b.y) < Math.min(c.y, d.y) ||
    Math.min(a.y, b.y) > Math.max(c.y, d.y)
  );
}
