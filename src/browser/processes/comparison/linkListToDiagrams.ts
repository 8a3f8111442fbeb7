import { button } from '../../tickets/trace/detail.js';
import type { View } from '../../tickets/trace/navigation.js';
import type { Diagram } from '../../tickets/trace/types.js';
import type { ComparisonMarks } from './types.js';

/** Links each entry of the list to its place on the diagrams, and back. */
export function linkListToDiagrams(
  section: HTMLElement,
  diagrams: readonly Diagram[],
  views: readonly View[],
  { kinds }: ComparisonMarks,
): void {
  const choose = chooser(diagrams);
  for (const entry of document.querySelectorAll<HTMLElement>('[data-change]')) {
    const id = entry.dataset.change ?? '';
    if (!diagrams.some(({ registry }) => registry.get(id))) continue;
    const act = () => {
      choose(id);
      for (const view of views) view.centre(id);
      section.scrollIntoView({ block: 'nearest' });
    };
    entry.querySelector('[data-change-tools]')?.append(button('在图中查看', 'show-in-diagram', act));
  }
  for (const diagram of diagrams) {
    diagram.onClick((id) => {
      choose(id in kinds ? id : null);
      const entry = document.getElementById(`change-${id}`);
      entry?.closest('details')?.setAttribute('open', '');
      entry?.focus({ preventScroll: true });
      entry?.scrollIntoView({ block: 'center' });
    });
  }
}

/** Frames one element on both diagrams and its entry in the list. */
function chooser(diagrams: readonly Diagram[]): (id: string | null) => void {
  let chosen: string | null = null;
  const mark = (id: string, isChosen: boolean) => {
    for (const { canvas, registry } of diagrams) {
      if (!registry.get(id)) continue;
      if (isChosen) canvas.addMarker(id, 'is-chosen');
      else canvas.removeMarker(id, 'is-chosen');
    }
    document.getElementById(`change-${id}`)?.classList.toggle('is-chosen', isChosen);
  };
  return (id) => {
    if (chosen !== null) mark(chosen, false);
    chosen = id;
    if (id !== null) mark(id, true);
  };
}
