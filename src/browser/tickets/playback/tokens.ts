import type { Diagram, Shape } from '../trace/types.js';

const radius = 12;

interface Point {
  x: number;
  y: number;
}

/** Tokens that run along the flows of a diagram. */
export interface Tokens {
  /** Lets tokens run along the flows one after the other, those that leave the same element at once, and takes them away. */
  run(flowIds: readonly string[], milliseconds: number, signal: AbortSignal): Promise<void>;
  /** Lets tokens go straight from elements back to another one, beside all flows. */
  jump(
    way: { from: readonly string[]; to: string },
    milliseconds: number,
    signal: AbortSignal,
  ): Promise<void>;
}

export function createTokens(diagram: Diagram): Tokens {
  const layer = diagram.canvas.getLayer('tokens', 1000);
  return {
    async run(flowIds, milliseconds, signal) {
      for (const flows of leavingTogether(flowIds, diagram)) {
        if (signal.aborted) return;
        await Promise.all(flows.map((way) => runAlong(layer, way, milliseconds, signal)));
      }
    },
    async jump({ from, to }, milliseconds, signal) {
      const end = middleOf(diagram.registry.get(to));
      const begins = from.flatMap((id) => middleOf(diagram.registry.get(id)) ?? []);
      if (!end || signal.aborted) return;
      await Promise.all(begins.map((begin) => runAlong(layer, [begin, end], milliseconds, signal)));
    },
  };
}

function middleOf(shape: Shape | undefined): Point | undefined {
  return shape && { x: shape.x + shape.width / 2, y: shape.y + shape.height / 2 };
}

/** The ways of the flows, those that follow one another and leave the same element put together. */
function leavingTogether(flowIds: readonly string[], { registry }: Diagram): Point[][][] {
  const groups: { source: string | undefined; ways: Point[][] }[] = [];
  for (const id of flowIds) {
    const shape = registry.get(id);
    if (!shape?.waypoints) continue;
    const last = groups.at(-1);
    if (last && last.source === shape.source?.id) last.ways.push(shape.waypoints);
    else groups.push({ source: shape.source?.id, ways: [shape.waypoints] });
  }
  return groups.map(({ ways }) => ways);
}

function runAlong(layer: SVGElement, way: Point[], milliseconds: number, signal: AbortSignal): Promise<void> {
  const token = document.createElementNS('http://www.w3.org/2000/svg', 'circle');
  token.setAttribute('class', 'playback-token');
  token.setAttribute('r', String(radius));
  layer.append(token);
  return new Promise((resolve) => {
    const begin = performance.now();
    const draw = (now: number) => {
      const share = Math.min(1, Math.max(0, (now - begin) / milliseconds));
      const { x, y } = pointAt(way, share);
      token.setAttribute('cx', String(x));
      token.setAttribute('cy', String(y));
      if (share < 1 && !signal.aborted) return void requestAnimationFrame(draw);
      token.remove();
      resolve();
    };
    draw(begin);
  });
}

/** The point at this share of the whole way. */
function pointAt(way: readonly Point[], share: number): Point {
  const lengths = way.slice(1).map((point, index) => distance(way[index] as Point, point));
  let rest = share * lengths.reduce((sum, length) => sum + length, 0);
  for (const [index, length] of lengths.entries()) {
    const [from, to] = [way[index] as Point, way[index + 1] as Point];
    if (rest <= length && length > 0) {
      const part = rest / length;
      return { x: from.x + (to.x - from.x) * part, y: from.y + (to.y - from.y) * part };
    }
    rest -= length;
  }
  return way.at(-1) as Point;
}

function distance(one: Point, other: Point): number {
  return Math.hypot(other.x - one.x, other.y - one.y);
}
