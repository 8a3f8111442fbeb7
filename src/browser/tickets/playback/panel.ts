import { type DataItem, dataAt } from './dataAt.js';
import type { Frame } from './types.js';

/** The panel beside the diagram: the step in words, the data and the forms of that moment. */
export interface Panel {
  show(index: number): void;
}

export function createPanel(frames: readonly Frame[]): Panel {
  const find = (name: string) => document.querySelector<HTMLElement>(`[data-${name}]`);
  const steps = [...document.querySelectorAll<HTMLElement>('[data-steps] > li')];
  const forms = [...document.querySelectorAll<HTMLDetailsElement>('[data-form-step]')];
  for (const card of document.querySelectorAll('[data-beside]')) card.removeAttribute('hidden');
  return {
    show(index) {
      find('position')!.textContent = `第 ${index + 1} 步，共 ${frames.length} 步`;
      find('now')?.replaceChildren(...wordsOf(steps[index]));
      find('values')?.replaceChildren(...dataAt(frames, index).map(line));
      markStep(steps, index);
      showForms(forms, index, find('no-forms'));
    },
  };
}

/** What the list says of a step, without its button. */
function wordsOf(step: HTMLElement | undefined): Node[] {
  const words = step?.querySelector('.timeline-text')?.cloneNode(true) as HTMLElement | undefined;
  words?.querySelector('button')?.remove();
  return words ? [...words.childNodes] : [];
}

function line({ label, value, change }: DataItem): HTMLElement {
  const row = document.createElement('div');
  row.classList.toggle('is-changed', change !== null);
  const name = document.createElement('dt');
  name.textContent = label;
  const text = document.createElement('dd');
  if (change === null) text.append(value);
  else {
    if (change.removed) text.append(part('del', '原为', change.removed), ' ');
    text.append(change.kept);
    if (change.added) text.append(part('ins', change.removed ? '改为' : '新填', change.added));
  }
  row.append(name, text);
  return row;
}

function part(tag: 'del' | 'ins', meaning: string, text: string): HTMLElement {
  const element = document.createElement(tag);
  const spoken = document.createElement('span');
  spoken.className = 'visually-hidden';
  spoken.textContent = meaning;
  element.append(spoken, text);
  return element;
}

/** The list scrolls within itself; the page stays where it is. */
function markStep(steps: readonly HTMLElement[], index: number): void {
  for (const [position, step] of steps.entries()) {
    step.classList.toggle('is-chosen', position === index);
    if (position === index) step.setAttribute('aria-current', 'step');
    else step.removeAttribute('aria-current');
  }
  const [step, list] = [steps[index], steps[index]?.parentElement];
  if (step && list) list.scrollTop = step.offsetTop - list.clientHeight / 2;
}

/** Only forms that had been filled in by then; the newest is open. */
function showForms(forms: readonly HTMLDetailsElement[], index: number, none: HTMLElement | null): void {
  const there = forms.filter(({ dataset }) => Number(dataset.formStep) <= index);
  for (const form of forms) {
    form.hidden = !there.includes(form);
    form.open = form === there.at(-1);
  }
  none?.toggleAttribute('hidden', there.length > 0);
}
