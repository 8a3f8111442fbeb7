import { installFullWindow } from './trace/fullWindow.js';
import { installMarks, labelDiagram } from './trace/markDiagram.js';
import { installNavigation } from './trace/navigation.js';
import { openDiagram } from './trace/openDiagram.js';
import { installSelection } from './trace/selection.js';
import type { DiagramTrace } from './trace/types.js';

/** Draws the diagrams of the page; the text beside them says the same without a script. */
for (const section of document.querySelectorAll<HTMLElement>('[data-trace]')) void show(section);

async function show(section: HTMLElement): Promise<void> {
  try {
    const data = section.querySelector('[data-diagram-trace]')?.textContent ?? '';
    const trace = JSON.parse(data) as DiagramTrace;
    const canvas = section.querySelector<HTMLElement>('[data-diagram-canvas]')!;
    const diagram = await openDiagram(canvas, trace.diagramUrl);
    if (trace.hasTrace) installMarks(diagram)(trace);
    labelDiagram(diagram, trace);
    const view = installNavigation(section, diagram, trace);
    installFullWindow(section);
    installSelection(section, diagram, trace, view);
    section.dataset.ready = 'true';
  } catch {
    section.querySelector<HTMLElement>('[data-diagram-canvas]')?.setAttribute('hidden', '');
    section.querySelector('[data-diagram-failed]')?.removeAttribute('hidden');
  }
}
