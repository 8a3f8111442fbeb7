import type { Carrying } from './carry.js';

/** Distance that a pointer moves before a click becomes a drag, in pixels. */
const minDragDistance = 6;
/** Distance from the window's edge within which the page scrolls while a card is carried, in pixels. */
const scrollEdge = 64;
const scrollStep = 14;

/** Dragging with mouse, pen or finger; a finger takes the card by its grip, as elsewhere it scrolls the page. */
export function installDragging(board: HTMLElement, carrying: Carrying): void {
  board.addEventListener('pointerdown', (event) => {
    const pressed = event.target as HTMLElement;
    const card = pressed.closest<HTMLElement>('[data-task]');
    const grip = pressed.closest('[data-grip]');
    if (!card?.querySelector('[data-grip]') || event.button !== 0 || carrying.card) return;
    if (!grip && (event.pointerType !== 'mouse' || pressed.closest('button, select, form'))) return;
    followPointer(card, event, carrying);
  });
}

function followPointer(card: HTMLElement, start: PointerEvent, carrying: Carrying): void {
  const from = { x: start.clientX, y: start.clientY + scrollY };
  const ended = new AbortController();
  const { signal } = ended;
  const isOurs = ({ pointerId }: PointerEvent) => pointerId === start.pointerId;
  const finish = (isDrop: boolean) => {
    ended.abort();
    if (!carrying.card) return;
    putDown(card);
    if (isDrop) {
      swallowClick();
      carrying.drop();
    } else carrying.cancel();
  };
  const move = (event: PointerEvent) => {
    if (!isOurs(event)) return;
    const [x, y] = [event.clientX - from.x, event.clientY + scrollY - from.y];
    if (!carrying.card && Math.hypot(x, y) < minDragDistance) return;
    if (!carrying.card) pickUp(card, carrying);
    card.style.transform = `translate(${x}px, ${y}px)`;
    carrying.aim(engineerAt(event));
    scrollAtEdge(event.clientY);
  };
  document.addEventListener('pointermove', move, { signal });
  document.addEventListener('pointerup', (event) => isOurs(event) && finish(true), { signal });
  document.addEventListener('pointercancel', (event) => isOurs(event) && finish(false), { signal });
  document.addEventListener('keydown', ({ key }) => key === 'Escape' && finish(false), { signal });
}

function pickUp(card: HTMLElement, carrying: Carrying): void {
  carrying.begin(card);
  card.classList.add('is-carried');
  getSelection()?.removeAllRanges();
}

function putDown(card: HTMLElement): void {
  card.classList.remove('is-carried');
  card.style.transform = '';
}

function engineerAt({ clientX, clientY }: PointerEvent): HTMLElement | null {
  return document.elementFromPoint(clientX, clientY)?.closest<HTMLElement>('[data-engineer]') ?? null;
}

function scrollAtEdge(y: number): void {
  if (y < scrollEdge) scrollBy(0, -scrollStep);
  else if (y > innerHeight - scrollEdge) scrollBy(0, scrollStep);
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
