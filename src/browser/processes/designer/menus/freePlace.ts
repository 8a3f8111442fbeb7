import { getNewShapePosition } from 'bpmn-js/lib/features/auto-place/BpmnAutoPlaceUtil';
import { entersBox, middleOf, segmentsOf } from '../geometry.js';
import type { Point, Registry, Shape } from '../types.js';

interface EventBus {
  on(
    event: string,
    priority: number,
    listener: (context: { source: Shape; shape: Shape }) => Point | undefined,
  ): void;
}

/** Before the editor's own listeners: the first answer counts. */
const beforeEditorPriority = 2500;

const [gap, step, most] = [20, 10, 60];

/** Places an appended step where nothing lies yet: the editor alone avoids only the steps that follow the same one. */
class FreePlace {
  static $inject = ['eventBus', 'elementRegistry'];

  constructor(eventBus: EventBus, registry: Registry) {
    eventBus.on('autoPlace', beforeEditorPriority, ({ source, shape }) => {
      const wanted = getNewShapePosition(source as never, shape as never, registry as never) as
        | Point
        | undefined;
      return wanted && freeNear(wanted, shape, source);
    });
  }
}

/**
 * The wanted place, else the nearest one above or below it: in the lane of the step before and clear of lines as far
 * as there is room.
 */
function freeNear(wanted: Point, shape: Shape, source: Shape): Point {
  const around = source.parent?.children ?? [];
  const others = around.filter(({ type, waypoints }) => !waypoints && type !== 'bpmn:Lane');
  const lane = around.find((one) => one.type === 'bpmn:Lane' && isWithin(middleOf(source), one));
  const lines = around.flatMap(({ waypoints }) => segmentsOf(waypoints ?? []));
  const free = places(wanted).filter((place) => !others.some((other) => overlaps(place, shape, other)));
  const inLane = free.filter((place) => lane && isWithin(place, lane, shape.height / 2));
  const clear = inLane.find((place) => !lines.some((line) => entersBox(line, boxAt(place, shape), gap / 2)));
  return clear ?? inLane[0] ?? free[0] ?? wanted;
}

function boxAt({ x, y }: Point, { width, height }: Shape) {
  return { x: x - width / 2, y: y - height / 2, width, height };
}

function places({ x, y }: Point): Point[] {
  const distances = Array.from({ length: most }, (_, index) => (index + 1) * step);
  return [
    { x, y },
    ...distances.flatMap((distance) => [
      { x, y: y + distance },
      { x, y: y - distance },
    ]),
  ];
}

function isWithin({ y }: Point, lane: Shape, margin = 0): boolean {
  return y - margin > lane.y && y + margin < lane.y + lane.height;
}

function overlaps(center: Point, shape: Shape, other: Shape): boolean {
  const apart = (axis: 'x' | 'y', size: 'width' | 'height') =>
    Math.abs(center[axis] - other[axis] - other[size] / 2) >= (shape[size] + other[size]) / 2 + gap;
  return !apart('x', 'width') && !apart('y', 'height');
}

export const freePlaceModule = { __init__: ['freePlace'], freePlace: ['type', FreePlace] };
