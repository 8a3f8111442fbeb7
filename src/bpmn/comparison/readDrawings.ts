import { childrenOf } from '../diagram.js';
import type { ModdleElement } from '../parseDiagram.js';
import type { Drawing, Position } from './types.js';

const colours: readonly [RegExp, string][] = [
  [/fill$|background-color$/, 'fill'],
  [/stroke$|border-color$/, 'stroke'],
];

type Box = NonNullable<Drawing['box']>;

/** Where and in which colours each element is drawn, by its id. */
export function readDrawings(
  root: ModdleElement,
): Map<string, { drawing: Drawing; colours: [string, string][] }> {
  const planes = childrenOf(root)
    .filter(({ $type }) => $type === 'bpmndi:BPMNDiagram')
    .flatMap((diagram) => (diagram.plane as ModdleElement | undefined) ?? []);
  const drawn = planes.flatMap((plane) => (plane.planeElement as ModdleElement[] | undefined) ?? []);
  return new Map(
    drawn.flatMap((shape) => {
      const id = (shape.bpmnElement as ModdleElement | undefined)?.id;
      return id === undefined
        ? []
        : [[id, { drawing: drawingOf(shape), colours: coloursOf(shape) }] as const];
    }),
  );
}

function drawingOf(shape: ModdleElement): Drawing {
  const bounds = shape.bounds as Box | undefined;
  const waypoints = shape.waypoint as Position[] | undefined;
  return {
    box: bounds ? { x: bounds.x, y: bounds.y, width: bounds.width, height: bounds.height } : null,
    waypoints: waypoints ? waypoints.map(({ x, y }) => ({ x, y })) : null,
  };
}

/**
 * Colours are attributes of other namespaces (`bioc`, `color`); two attributes for the same colour count once.
 */
function coloursOf(shape: ModdleElement): [string, string][] {
  const values = Object.entries(shape.$attrs ?? {}).map(([name, value]): [string, string] => {
    return [colours.find(([pattern]) => pattern.test(name))?.[1] ?? '', value];
  });
  return [...new Map(values.filter(([colour]) => colour !== ''))];
}
