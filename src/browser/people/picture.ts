/** Pixels for each unit of the drawing, so that it is sharp on paper. */
const pixelsPerUnit = 2;
/** Largest width and height of a canvas in browsers. */
const maxSidePixels = 16_000;

/** Saves the drawing as a PNG file. It is drawn anew from its boxes, lines and words, so that the page's own font is used. */
export async function downloadPicture(svg: SVGSVGElement, name: string): Promise<void> {
  const canvas = draw(svg);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
  if (!blob) return;
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = `${name}.png`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

function draw(svg: SVGSVGElement): HTMLCanvasElement {
  const { width, height } = svg.viewBox.baseVal;
  const factor = Math.min(pixelsPerUnit, maxSidePixels / width, maxSidePixels / height);
  const canvas = document.createElement('canvas');
  canvas.width = Math.ceil(width * factor);
  canvas.height = Math.ceil(height * factor);
  const pen = canvas.getContext('2d') as CanvasRenderingContext2D;
  pen.scale(factor, factor);
  pen.fillStyle = '#fff';
  pen.fillRect(0, 0, width, height);
  for (const element of svg.querySelectorAll('rect, path, text')) drawElement(pen, element as SVGElement);
  return canvas;
}

function drawElement(pen: CanvasRenderingContext2D, element: SVGElement): void {
  const style = getComputedStyle(element);
  const number = (name: string) => Number(element.getAttribute(name) ?? 0);
  pen.fillStyle = style.fill;
  pen.strokeStyle = style.stroke;
  pen.lineWidth = Number.parseFloat(style.strokeWidth);
  if (element.localName === 'text') {
    pen.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
    pen.textAlign = textAligns[style.textAnchor] ?? 'left';
    pen.fillText(element.textContent ?? '', number('x'), number('y'));
    return;
  }
  const path = new Path2D(element.getAttribute('d') ?? undefined);
  if (element.localName === 'rect') {
    path.rect(number('x'), number('y'), number('width'), number('height'));
  }
  if (style.fill !== 'none') pen.fill(path);
  if (style.stroke !== 'none') pen.stroke(path);
}

const textAligns: Record<string, CanvasTextAlign> = { start: 'left', middle: 'center', end: 'right' };
