import { installTouch } from './touch.js';
import type { Box, Diagram, DiagramTrace, Shape } from './types.js';

export interface View {
  /** Brings the element into the middle, large enough to read. */
  centre(id: string): void;
  /** Moves the view, without zooming, if none of the elements is to be seen. */
  follow(ids: string[]): void;
}

const minReadableScale = 0.7;
const step = 1.25;
const [smallest, largest] = [0.2, 3];

/** From this width on (CSS pixels) a diagram on which nothing waits is shown whole, small as it may be. */
const minOverviewWidth = 640;

/** Zoom buttons, Ctrl and wheel, touch. The plain wheel scrolls the page, as the diagram is only a part of it. */
export function installNavigation(
  section: HTMLElement,
  diagram: Diagram,
  trace: Pick<DiagramTrace, 'present' | 'elements'>,
): View {
  const { canvas, container, registry } = diagram;
  const zoomBy = (factor: number, center?: { x: number; y: number }) =>
    canvas.zoom(Math.min(largest, Math.max(smallest, canvas.zoom() * factor)), center);
  const boxes = (ids: string[]) => ids.flatMap((id) => registry.get(id) ?? []).map(boxOf);
  const focus = () => {
    const present = boxes(trace.present);
    return present.length > 0 ? present : boxes(Object.keys(trace.elements)).slice(0, 1);
  };
  const frame = () => {
    fitAll(diagram);
    const isOverview = trace.present.length === 0 && container.clientWidth >= minOverviewWidth;
    if (canvas.zoom() < minReadableScale && !isOverview) centreOn(diagram, focus());
  };
  const tools: Record<string, () => void> = {
    in: () => zoomBy(step),
    out: () => zoomBy(1 / step),
    fit: () => fitAll(diagram),
    present: () => centreOn(diagram, focus()),
  };
  for (const button of section.querySelectorAll<HTMLElement>('[data-zoom]')) {
    button.addEventListener('click', () => tools[button.dataset.zoom ?? '']?.());
  }
  section.querySelector('[data-diagram-tools]')?.removeAttribute('hidden');
  container.addEventListener('wheel', (event) => wheel(event, container, zoomBy), { passive: false });
  installTouch(diagram, zoomBy);
  frameUntilTouched(section, diagram, frame);
  return {
    centre: (id) => centreOn(diagram, boxes([id])),
    follow: (ids) => follow(diagram, boxes(ids)),
  };
}

/** Frames the diagram again when its room changes, until the person has moved it. */
function frameUntilTouched(section: HTMLElement, { canvas, container }: Diagram, frame: () => void): void {
  let isTouched = false;
  for (const type of ['pointerdown', 'wheel', 'click']) {
    section.addEventListener(type, () => {
      isTouched = true;
    });
  }
  frame();
  new ResizeObserver(() => {
    canvas.resized();
    const isDrawn = container.clientWidth > 0 && container.clientHeight > 0;
    if (isDrawn && !isTouched) frame();
  }).observe(container);
}

function wheel(
  event: WheelEvent,
  container: HTMLElement,
  zoomBy: (factor: number, at: { x: number; y: number }) => void,
) {
  if (!event.ctrlKey && !event.metaKey) return;
  event.preventDefault();
  const { left, top } = container.getBoundingClientRect();
  zoomBy(event.deltaY < 0 ? 1.1 : 1 / 1.1, { x: event.clientX - left, y: event.clientY - top });
}

/** The whole diagram with a small margin, never larger than drawn. */
function fitAll({ canvas }: Diagram): void {
  const { inner, outer } = canvas.viewbox();
  const margin = 16;
  const scale = Math.min(
    1,
    (outer.width - 2 * margin) / inner.width,
    (outer.height - 2 * margin) / inner.height,
  );
  const [width, height] = [outer.width / scale, outer.height / scale];
  canvas.viewbox({
    x: inner.x - (width - inner.width) / 2,
    y: inner.y - (height - inner.height) / 2,
    width,
    height,
  });
}

function follow(diagram: Diagram, boxes: Box[]): void {
  const { x, y, width, height, scale } = diagram.canvas.viewbox();
  const isSeen = (box: Box) =>
    box.x >= x && box.y >= y && box.x + box.width <= x + width && box.y + box.height <= y + height;
  if (!boxes.some(isSeen)) centreOn(diagram, boxes, scale);
}

/** Moves the view so that the elements (the first, if there is no room for all) are in the middle, and no emptiness is shown. */
function centreOn({ canvas }: Diagram, boxes: Box[], smallestScale = minReadableScale): void {
  const [first] = boxes;
  if (!first) return;
  const { inner, outer, scale: current } = canvas.viewbox();
  const scale = Math.max(current, smallestScale);
  const [width, height] = [outer.width / scale, outer.height / scale];
  const whole = boxAround(boxes);
  const box = whole.width <= width && whole.height <= height ? whole : first;
  const x = keepInside(box.x + box.width / 2 - width / 2, width, inner.x, inner.width);
  const y = keepInside(box.y + box.height / 2 - height / 2, height, inner.y, inner.height);
  canvas.viewbox({ x, y, width, height });
}

/** A connection goes through points and has no box of its own. */
function boxOf(shape: Shape): Box {
  if (!shape.waypoints) return shape;
  return boxAround(shape.waypoints.map((point) => ({ ...point, width: 0, height: 0 })));
}

function boxAround(boxes: Box[]): Box {
  const x = Math.min(...boxes.map((box) => box.x));
  const y = Math.min(...boxes.map((box) => box.y));
  const right = Math.max(...boxes.map((box) => box.x + box.width));
  const bottom = Math.max(...boxes.map((box) => box.y + box.height));
  return { x, y, width: right - x, height: bottom - y };
}

function keepInside(wanted: number, size: number, from: number, whole: number): number {
  const margin = 16;
  if (size >= whole + 2 * margin) return from - (size - whole) / 2;
  return Math.min(Math.max(wanted, from - margin), from + whole + margin - size);
}
