import type { TrialAnswer, Trials } from '../trial.js';
import { button, h } from './dom.js';

const delayMs = 600;

/** The mistakes that the server finds in an expression while it is typed, each with its proposed replacement. */
export function mistakeList(area: HTMLTextAreaElement, trials: Trials): HTMLElement {
  const place = h('div', { role: 'status' });
  let timer = 0;
  let round = 0;
  const ask = async (mine: number) => {
    const answer = await trials
      .ask({ expression: area.value, ticket: null, values: null })
      .catch(() => ({ mistakes: [] }));
    if (mine === round)
      place.replaceChildren(...answer.mistakes.map((mistake) => mistakeItem(area, mistake)));
  };
  area.addEventListener('input', () => {
    round += 1;
    const mine = round;
    place.replaceChildren();
    clearTimeout(timer);
    if (area.value.trim() !== '') timer = window.setTimeout(() => void ask(mine), delayMs);
  });
  return place;
}

function mistakeItem(area: HTMLTextAreaElement, mistake: TrialAnswer['mistakes'][number]): HTMLElement {
  const { from, to, message, replacement } = mistake;
  const line = h('div', { class: 'designer-error' }, `${message}。`);
  if (replacement === null) return line;
  const take = button(`改为 ${replacement}`, 'btn btn-sm', () => {
    area.setRangeText(replacement, from, to, 'end');
    for (const type of ['input', 'change']) area.dispatchEvent(new Event(type));
  });
  // the field keeps the focus: losing it would store the text and draw the panel anew before the click arrives
  take.addEventListener('mousedown', (event) => event.preventDefault());
  line.append(' ', take);
  return line;
}
