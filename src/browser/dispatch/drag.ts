import type { Carrying } from './carry.js';

/** So far a pointer moves before a click becomes a drag. */
const threshold = 6;
/** So near the window's edge the page scrolls while something is carried. */
const edge = 64;
const scrollStep = 14;

/** Dragging with mouse, pen or finger; a finger takes the card by its grip, as elsewhere it scrolls the page. */
export function installDragging(board: HTMLElement, carrying: Carrying): void {
  board.addEventListener('pointerdown', (event) => {
    const pressed = event.target as HTMLElement;
    const card = pressed.closest<HTMLElement>('[data-task]');
    const grip = pressed.closest('[data-grip]');
    if (!card?.querySelector('[data-grip]') || event.button !== 0 || carrying.card) return;
    if (!grip && (event.pointerType !== 'mouse' || pressed.closest('button, select, form'))) return;
    follow(card, event, carrying);
  });
}

function follow(card: HTMLElement, start: PointerEvent, carrying: Carrying): void {
  const from = { x: start.clientX, y: start.clientY + scrollY };
  const ended = new AbortController();
  const { signal } = ended;
  const isOurs = ({ pointerId }: PointerEvent) => pointerId === start.pointerId;
  const finish = (isDrop: boolean) => {
    ended.abort();
    if (!carrying.card) return;
    lay(card);
    if (isDrop) {
      swallowClick();
      carrying.drop();
    } else carrying.cancel();
  };
  const move = (event: PointerEvent) => {
    if (!isOurs(event)) return;
    const [x, y] = [event.clientX - from.x, event.clientY + scrollY - from.y];
    if (!carrying.card && Math.hypot(x, y) < threshold) return;
    if (!carrying.card) take(card, carrying);
    card.style.transform = `translate(${x}px, ${y}px)`;
    carrying.aim(engineerAt(event));
    scrollAtEdge(event.clientY);
  };
  document.addEventListener('pointermove', move, { signal });
  document.addEventListener('pointerup', (event) => isOurs(event) && finish(true), { signal });
  document.addEventListener('pointercancel', (event) => isOurs(event) && finish(false), { signal });
  document.addEventListener('keydown', ({ key }) => key === 'Escape' && finish(false), { signal });
}

function take(card: HTMLElement, carrying: Carrying): void {
  carrying.begin(card);
  card.classList.add('is-carried');
  getSelection()?.removeAllRanges();
}

function lay(card: HTMLElement): void {
  card.classList.remove('is-carried');
  card.style.transform = '';
}

function engineerAt({ clientX, clientY }: PointerEvent): HTMLElement | null {
  return document.elementFromPoint(clientX, clientY)?.closest<HTMLElement>('[data-engineer]') ?? null;
}

function scrollAtEdge(y: number): void {
  if (y < edge) scrollBy(0, -scrollStep);
  else if (y > innerHeight - edge) scrollBy(0, scrollStep);
}

/** The click that follows a drag opens nothing. */
function swallowClick(): void {
  const swallow = (event: Event) => {
    event.preventDefault();
    event.stopPropagation();
  };
  document.addEventListener('click', swallow, { capture: true, once: true });
  setTimeout(() => document.removeEventListener('click', swallow, { capture: true }));
}
