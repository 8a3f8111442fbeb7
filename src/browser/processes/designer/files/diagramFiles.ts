import { layoutProcess } from 'bpmn-auto-layout';
import { feelLanguage } from '../../../../bpmn/feel/language.js';
import { type DraftClient, Refusal, Unreachable } from '../draftClient.js';
import type { Designer, Moddle } from '../types.js';
import { embedFont } from './embedFont.js';

/** A file that can't be taken in; the sentence is for the person. */
export class UnreadableFile extends Error {}

/** Draws a BPMN text; one without a drawing is laid out first. From now on it declares FEEL as its language. */
export async function draw(designer: Designer, xml: string): Promise<void> {
  await designer.importXML(hasDrawing(xml) ? xml : await withLayout(designer, xml));
  designer.getDefinitions().expressionLanguage = feelLanguage;
}

/**
 * The text with a layout. The layout reads `incoming` and `outgoing` of nodes, which a file may leave out, so they
 * are added first.
 */
async function withLayout(designer: Designer, xml: string): Promise<string> {
  const moddle = designer.get('moddle');
  const { rootElement, references } = await moddle.fromXML(xml);
  const joined = { sourceRef: 'outgoing', targetRef: 'incoming' } as const;
  for (const { element, property, id } of references) {
    const side = joined[property.replace(/^bpmn:/, '') as keyof typeof joined];
    const node =
      side && element.$type === 'bpmn:SequenceFlow' && (element[property.replace(/^bpmn:/, '')] as Moddle);
    const flows = node && node.id === id && (node.get(side) as Moddle[]);
    if (flows && !flows.includes(element)) flows.push(element);
  }
  const { xml: complete } = await moddle.toXML(rootElement);
  return layoutProcess(complete);
}

function hasDrawing(xml: string): boolean {
  return /<(\w+:)?BPMNShape[\s>]/.test(xml);
}

/** Lays out the whole diagram anew, if the person wants that: what was drawn by hand is lost. */
export async function arrange(designer: Designer): Promise<void> {
  if (!confirm('自动排版会重新安排整张图的位置，现有的布局和撤销记录不再保留。继续吗？')) return;
  const { xml = '' } = await designer.saveXML({ format: true });
  await replaceDiagram(designer, await withLayout(designer, xml));
}

/** Draws another diagram, without undo, and fires a change so that it is saved and checked. */
async function replaceDiagram(designer: Designer, xml: string): Promise<void> {
  await draw(designer, xml);
  designer.get('eventBus').fire('commandStack.changed', { trigger: 'import' });
}

/**
 * Replaces the diagram being edited by a file of any tool, which the server reads as it reads an upload.
 * @returns what became of it, for the person
 * @throws {UnreadableFile}
 */
export async function importFile(designer: Designer, file: File, client: DraftClient): Promise<string> {
  const { xml, report } = await client.read(file).catch((error: unknown) => {
    if (error instanceof Refusal)
      throw new UnreadableFile(`「${file.name}」没有导入，原图未变：${error.message}`);
    if (error instanceof Unreachable) throw new UnreadableFile('没有连上服务器，原图未变，请稍后再试。');
    throw error;
  });
  const before = (await designer.saveXML({ format: true })).xml ?? '';
  try {
    await replaceDiagram(designer, xml);
  } catch {
    await designer.importXML(before);
    throw new UnreadableFile(`「${file.name}」里的图画不出来，原图未变。`);
  }
  return report;
}

export async function exportBpmn(designer: Designer, name: string): Promise<void> {
  const { xml = '' } = await designer.saveXML({ format: true });
  download(new Blob([xml], { type: 'application/xml' }), `${name}.bpmn`);
}

export async function exportSvg(designer: Designer, name: string): Promise<void> {
  const { svg } = await designer.saveSVG();
  download(new Blob([svg], { type: 'image/svg+xml' }), `${name}.svg`);
}

/** Time for the fonts inside a picture to load: no event reports it. */
const fontLoadMs = 600;

/** Saves a PNG of twice the size on the screen, so that it prints well, on white. */
export async function exportPng(designer: Designer, name: string): Promise<void> {
  const { svg } = await designer.saveSVG();
  const url = URL.createObjectURL(new Blob([await embedFont(svg)], { type: 'image/svg+xml' }));
  const image = new Image();
  image.src = url;
  await image.decode();
  await new Promise((resolve) => setTimeout(resolve, fontLoadMs));
  const canvas = document.createElement('canvas');
  const scale = Math.min(2, 16_000 / Math.max(image.width, image.height));
  [canvas.width, canvas.height] = [image.width * scale, image.height * scale];
  const pen = canvas.getContext('2d') as CanvasRenderingContext2D;
  pen.fillStyle = '#fff';
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(image, 0, 0, canvas.width, canvas.height);
  URL.revokeObjectURL(url);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
  if (blob) download(blob, `${name}.png`);
}

function download(blob: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
