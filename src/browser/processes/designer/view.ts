import type { Designer } from './types.js';

const step = 1.2;
const [smallest, largest] = [0.2, 4];
const margin = 16;
/** Width of the palette, which lies over the canvas of the editor. */
export const paletteWidth = 122;
/** Smaller texts can't be read: then the diagram is shown from its left edge instead of whole. */
const minReadableScale = 0.75;

function zoomBy(designer: Designer, factor: number): void {
  const canvas = designer.get('canvas');
  canvas.zoom(Math.min(largest, Math.max(smallest, canvas.zoom() * factor)), 'auto');
}

export const zoomIn = (designer: Designer) => zoomBy(designer, step);
export const zoomOut = (designer: Designer) => zoomBy(designer, 1 / step);

/** The whole diagram with a small margin, never larger than drawn. `left` is the width of what lies over the canvas there. */
export function fitAll(designer: Designer, left = margin): void {
  show(designer, scaleToFit(designer, left), left);
}

/** Shows the diagram as it first appears: whole, if it can be read so. */
export function showInitially(designer: Designer, left = margin): void {
  show(designer, Math.max(minReadableScale, scaleToFit(designer, left)), left);
}

function scaleToFit(designer: Designer, left: number): number {
  const { inner, outer } = designer.get('canvas').viewbox();
  const wide = (outer.width - left - margin) / Math.max(inner.width, 1);
  const high = (outer.height - 2 * margin) / Math.max(inner.height, 1);
  return Math.max(smallest, Math.min(1, wide, high));
}

function show(designer: Designer, scale: number, left: number): void {
  const canvas = designer.get('canvas');
  const { inner, outer } = canvas.viewbox();
  const [width, height] = [outer.width / scale, outer.height / scale];
  const spare = width - inner.width - (left + margin) / scale;
  canvas.viewbox({
    x: inner.x - left / scale - Math.max(0, spare / 2),
    y: inner.y - Math.max(margin / scale, (height - inner.height) / 2),
    width,
    height,
  });
}
