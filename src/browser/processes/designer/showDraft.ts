import { loadFont } from '../../bpmn/loadFont.js';
import type { DraftClient } from './draftClient.js';
import { draw } from './files/diagramFiles.js';
import { openViewer } from './openDesigner.js';
import type { Designer } from './types.js';
import { fitAll, showInitially, zoomIn, zoomOut } from './view.js';

/** Draws the draft read-only. */
export async function showDraft(root: HTMLElement, client: DraftClient): Promise<Designer> {
  root.classList.add('is-read-only');
  const container = root.querySelector<HTMLElement>('[data-canvas]') as HTMLElement;
  container.replaceChildren();
  const xml = await client.diagram();
  await loadFont(xml);
  const designer = openViewer(container);
  await draw(designer, xml);
  showInitially(designer);
  const acts: Record<string, (designer: Designer) => void> = { zoomIn, zoomOut, fit: (one) => fitAll(one) };
  for (const button of root.querySelectorAll<HTMLElement>('[data-do]')) {
    const act = acts[button.dataset.do ?? ''];
    if (act) button.addEventListener('click', () => act(designer));
  }
  return designer;
}
