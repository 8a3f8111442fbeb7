import { distance, entersBox, meet, middleOf, segmentsOf } from './geometry.js';
import type { Designer, Point, Shape } from './types.js';

/** The route with the fewest crossings of a few candidates; null when the present one is as good. */
export function betterRoute(designer: Designer, connection: Shape): Point[] | null {
  const { source, target, waypoints } = connection;
  if (!source || !target || !waypoints) return null;
  const others = designer
    .get('elementRegistry')
    .filter((one) => one.parent === connection.parent && one !== connection);
  let best: Point[] | null = null;
  let lowest = costOf(waypoints, connection, others) - minImprovement;
  for (const way of routesBetween(source, target, others)) {
    const cost = costOf(way, connection, others);
    if (cost < lowest) [best, lowest] = [way, cost];
  }
  return best;
}

/** A smaller improvement is no reason to reroute: less than a crossing. */
const minImprovement = 100;

const [clearance, lanes] = [25, 6];

/** Routes with one to three bends, from each side of one shape to each side of the other, and around shapes between. */
function* routesBetween(source: Shape, target: Shape, others: Shape[]): Generator<Point[]> {
  const [from, to] = [middleOf(source), middleOf(target)];
  yield simplified([from, { x: to.x, y: from.y }, to], source, target);
  yield simplified([from, { x: from.x, y: to.y }, to], source, target);
  const shapes = others.filter((one) => !one.waypoints && one.type !== 'bpmn:Lane');
  const ys = new Set(shapes.flatMap((one) => [one.y - clearance, one.y + one.height + clearance]));
  const xs = new Set(shapes.flatMap((one) => [one.x - clearance, one.x + one.width + clearance]));
  for (const y of nearest(ys, (from.y + to.y) / 2)) {
    yield simplified([from, { x: from.x, y }, { x: to.x, y }, to], source, target);
  }
  for (const x of nearest(xs, (from.x + to.x) / 2)) {
    yield simplified([from, { x, y: from.y }, { x, y: to.y }, to], source, target);
  }
}

function nearest(values: Set<number>, wanted: number): number[] {
  return [...values].sort((a, b) => Math.abs(a - wanted) - Math.abs(b - wanted)).slice(0, lanes * 4);
}

/** The route from border to border, instead of from middle to middle. */
function simplified(way: Point[], source: Shape, target: Shape): Point[] {
  const points = way.filter((point, index) => index === 0 || distance(point, way[index - 1] as Point) > 1);
  const first = crop(points[0] as Point, points[1] ?? (points[0] as Point), source);
  const last = crop(points.at(-1) as Point, points.at(-2) as Point, target);
  return [first, ...points.slice(1, -1), last];
}

/** Where the line from the middle of a shape leaves it. */
function crop(from: Point, towards: Point, { x, y, width, height }: Shape): Point {
  if (Math.abs(towards.x - from.x) > 1) return { x: towards.x > from.x ? x + width : x, y: from.y };
  return { x: from.x, y: towards.y > from.y ? y + height : y };
}

/** Shapes that are entered weigh most, then crossed lines, then bends and length. */
function costOf(way: Point[], connection: Shape, others: Shape[]): number {
  const segments = segmentsOf(way);
  const length = segments.reduce((sum, [a, b]) => sum + distance(a, b), 0);
  const conflicts = segments.flatMap((segment) =>
    others.map((other) => conflict(segment, other, connection)),
  );
  return way.length * 40 + length / 20 + conflicts.reduce((sum, one) => sum + one, 0);
}

function conflict(segment: [Point, Point], other: Shape, { source, target }: Shape): number {
  if (other.waypoints) return segmentsOf(other.waypoints).filter((one) => meet(segment, one)).length * 300;
  if (other.type === 'bpmn:Lane' || other.labelTarget) return 0;
  const isEnd = other === source || other === target;
  return entersBox(segment, other, isEnd ? -1 : 5) ? 3000 : 0;
}
