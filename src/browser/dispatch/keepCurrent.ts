import { morph } from '../app/morph.js';

const interval = 15_000;

/** Keeps what the board shows current. */
export interface Current {
  /** Fetches and shows what is new now. */
  refresh(): Promise<void>;
  /** While it returns true nothing is replaced: somebody is carrying a card. */
  holdWhile(isBusy: () => boolean): void;
}

/** Asks from time to time while the page is seen, and at once when somebody comes back to it. Focus and choices stay. */
export function keepCurrent(board: HTMLElement): Current {
  let isBusy = () => false;
  let shown = '';
  const show = async () => {
    const html = await fetchState(board.dataset.state ?? '');
    if (html === null || isBusy() || html === shown) return;
    shown = html;
    morph(board, html, '#pool-title');
  };
  // One after the other: whoever asked last sees at least what was true when it was asked.
  let last = Promise.resolve();
  const refresh = () => {
    last = last.then(show);
    return last;
  };
  const look = () => {
    if (document.visibilityState === 'visible' && !isBusy() && !isChoosing(board)) void refresh();
  };
  setInterval(look, interval);
  addEventListener('focus', look);
  document.addEventListener('visibilitychange', look);
  return {
    refresh,
    holdWhile(busy) {
      isBusy = busy;
    },
  };
}

/** Null when the server can't be reached or the person is logged out: the next turn, or the next click, tells. */
async function fetchState(url: string): Promise<string | null> {
  try {
    const response = await fetch(url, { headers: { accept: 'text/html' }, credentials: 'same-origin' });
    return response.ok && !response.redirected ? await response.text() : null;
  } catch {
    return null;
  }
}

/** An open list of engineers must not vanish below the pointer. */
function isChoosing(board: HTMLElement): boolean {
  return document.activeElement instanceof HTMLSelectElement && board.contains(document.activeElement);
}
