import { button, describe } from './detail.js';
import type { View } from './navigation.js';
import type { Diagram, DiagramTrace } from './types.js';

/** Selecting an element shows what happened there; selecting it in the text shows where it is. */
export function installSelection(
  section: HTMLElement,
  diagram: Diagram,
  trace: DiagramTrace,
  view: View,
): void {
  const detail = section.querySelector<HTMLElement>('[data-diagram-detail]')!;
  let chosen: string | null = null;
  const choose = (id: string | null) => {
    if (chosen) diagram.canvas.removeMarker(chosen, 'is-chosen');
    markWords(id);
    chosen = id;
    const element = id === null ? undefined : trace.elements[id];
    detail.hidden = !element;
    if (!id || !element) return;
    diagram.canvas.addMarker(id, 'is-chosen');
    detail.replaceChildren(...describe(element, trace, id, () => choose(null)));
  };
  diagram.onClick((id) => choose(id in trace.elements && id !== chosen ? id : null));
  for (const line of document.querySelectorAll<HTMLElement>('[data-element]')) {
    const id = line.dataset.element ?? '';
    if (!diagram.registry.get(id) || !(id in trace.elements)) continue;
    (line.querySelector('[data-show]') ?? line).append(
      button('在图中查看', 'show-in-diagram', () => {
        choose(id);
        view.centre(id);
        section.scrollIntoView({ block: 'nearest' });
      }),
    );
  }
}

function markWords(id: string | null): void {
  for (const line of document.querySelectorAll<HTMLElement>('[data-element]')) {
    line.classList.toggle('is-chosen', id !== null && line.dataset.element === id);
  }
}
