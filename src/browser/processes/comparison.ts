import { installNavigation } from '../tickets/trace/navigation.js';
import { openDiagram } from '../tickets/trace/openDiagram.js';
import { linkListToDiagrams } from './comparison/linkListToDiagrams.js';
import { markChanges } from './comparison/markChanges.js';
import { synchronizeViews } from './comparison/synchronizeViews.js';
import type { ComparisonMarks } from './comparison/types.js';

/** Draws both diagrams with their differences; the list below shows the same without a script. */
for (const section of document.querySelectorAll<HTMLElement>('[data-comparison]')) void show(section);

async function show(section: HTMLElement): Promise<void> {
  try {
    const data = section.querySelector('[data-comparison-marks]')?.textContent ?? '';
    const marks = JSON.parse(data) as ComparisonMarks;
    const newer = await openDiagram(canvasOf(section, 'newer'), marks.newerUrl);
    const older = await openDiagram(canvasOf(section, 'older'), marks.olderUrl);
    for (const diagram of [older, newer]) markChanges(diagram, marks);
    const changed = { present: Object.keys(marks.kinds), elements: {} };
    const views = [
      installNavigation(section.querySelector('[data-pane="older"]')!, older, changed),
      installNavigation(section, newer, changed),
    ];
    synchronizeViews(newer, older);
    linkListToDiagrams(section, [older, newer], views, marks);
    section.dataset.ready = 'true';
  } catch {
    section.querySelector('.comparison-panes')?.setAttribute('hidden', '');
    section.querySelector('[data-diagram-failed]')?.removeAttribute('hidden');
  }
}

function canvasOf(section: HTMLElement, side: 'older' | 'newer'): HTMLElement {
  return section.querySelector<HTMLElement>(`[data-pane="${side}"] [data-diagram-canvas]`)!;
}
