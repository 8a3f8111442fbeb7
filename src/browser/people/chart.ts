import { downloadPicture } from './picture.js';

const steps = [0.1, 0.18, 0.25, 0.35, 0.5, 0.7, 0.85, 1, 1.25, 1.6, 2, 2.5, 3];
const [smallest, largest] = [0.1, 3];

/** The page opens at this scale at least, since smaller text can't be read. */
const minReadableScale = 0.6;

/** Zooms the organisation chart, fits it into its frame, moves it by dragging and saves it as a picture. */
export function installChart(section: HTMLElement): void {
  const frame = section.querySelector<HTMLElement>('[data-chart-frame]')!;
  const picture = frame.querySelector('svg')!;
  const size = { width: picture.viewBox.baseVal.width, height: picture.viewBox.baseVal.height };
  let scale = 1;
  const zoom = (to: number) => {
    const middle = { x: middleOf(frame, 'x') / scale, y: middleOf(frame, 'y') / scale };
    scale = Math.min(largest, Math.max(smallest, to));
    picture.setAttribute('width', String(size.width * scale));
    picture.setAttribute('height', String(size.height * scale));
    frame.scrollTo(middle.x * scale - frame.clientWidth / 2, middle.y * scale - frame.clientHeight / 2);
    section.querySelector('[data-chart-scale]')!.textContent = `${Math.round(scale * 100)}%`;
  };
  const room = () => Number.parseFloat(getComputedStyle(frame).maxHeight);
  const fit = () => Math.min(1, frame.clientWidth / size.width, room() / size.height);
  const actions: Record<string, () => void> = {
    in: () => zoom(steps.find((step) => step > scale + 0.01) ?? scale),
    out: () => zoom(steps.findLast((step) => step < scale - 0.01) ?? scale),
    fit: () => zoom(fit()),
    full: () => zoom(1),
    picture: () => void downloadPicture(picture, section.dataset.chart ?? ''),
  };
  for (const button of section.querySelectorAll<HTMLElement>('[data-chart-action]')) {
    button.addEventListener('click', actions[button.dataset.chartAction ?? '']!);
  }
  for (const tools of section.querySelectorAll<HTMLElement>('[data-chart-tools]')) tools.hidden = false;
  frame.addEventListener(
    'wheel',
    (event) => {
      if (!event.ctrlKey) return;
      event.preventDefault();
      zoom(scale * (event.deltaY < 0 ? 1.1 : 1 / 1.1));
    },
    { passive: false },
  );
  dragToMove(frame);
  zoom(Math.max(minReadableScale, Math.min(1, frame.clientWidth / size.width)));
  frame.scrollTo((picture.clientWidth - frame.clientWidth) / 2, 0);
}

function middleOf(frame: HTMLElement, axis: 'x' | 'y'): number {
  return axis === 'x' ? frame.scrollLeft + frame.clientWidth / 2 : frame.scrollTop + frame.clientHeight / 2;
}

/** Lets the mouse pull the picture along; fingers scroll by themselves. */
function dragToMove(frame: HTMLElement): void {
  let from: { x: number; y: number } | null = null;
  frame.addEventListener('pointerdown', (event) => {
    if (event.pointerType !== 'mouse' || event.button !== 0) return;
    from = { x: event.clientX + frame.scrollLeft, y: event.clientY + frame.scrollTop };
  });
  window.addEventListener('pointermove', (event) => {
    if (!from) return;
    frame.classList.add('is-dragged');
    frame.scrollTo(from.x - event.clientX, from.y - event.clientY);
  });
  window.addEventListener('pointerup', () => {
    from = null;
    frame.classList.remove('is-dragged');
  });
}
