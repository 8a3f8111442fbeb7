import type { Diagram } from './types.js';

interface Point {
  x: number;
  y: number;
}

/**
 * One finger that starts sideways moves the diagram (up or down it scrolls the page), two fingers move and zoom it.
 * `touch-action` in the style sheet leaves exactly these gestures to us; a diagram that fills the window gets all.
 */
export function installTouch(diagram: Diagram, zoomBy: (factor: number, at: Point) => void): void {
  const fingers = new Map<number, Point>();
  const { container, canvas } = diagram;
  container.addEventListener('pointerdown', (event) => {
    if (event.pointerType === 'touch') fingers.set(event.pointerId, pointOf(event));
  });
  container.addEventListener('pointermove', (event) => {
    const before = fingers.get(event.pointerId);
    if (!before) return;
    const others = [...fingers].filter(([id]) => id !== event.pointerId).map(([, point]) => point);
    const now = pointOf(event);
    const share = fingers.size;
    canvas.scroll({ dx: (now.x - before.x) / share, dy: (now.y - before.y) / share });
    if (others[0]) pinch(container, others[0], before, now, zoomBy);
    fingers.set(event.pointerId, now);
  });
  for (const end of ['pointerup', 'pointercancel', 'pointerleave'] as const) {
    container.addEventListener(end, (event) => fingers.delete(event.pointerId));
  }
}

function pinch(
  container: HTMLElement,
  still: Point,
  before: Point,
  now: Point,
  zoomBy: (factor: number, at: Point) => void,
): void {
  const earlier = Math.hypot(before.x - still.x, before.y - still.y);
  const later = Math.hypot(now.x - still.x, now.y - still.y);
  if (earlier === 0) return;
  const { left, top } = container.getBoundingClientRect();
  zoomBy(later / earlier, { x: (still.x + now.x) / 2 - left, y: (still.y + now.y) / 2 - top });
}

function pointOf(event: PointerEvent): Point {
  return { x: event.clientX, y: event.clientY };
}
