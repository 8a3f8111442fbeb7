import { morph } from '../app/morph.js';

const pollIntervalMs = 15_000;

/** The board as it follows the server. */
export interface LiveBoard {
  /** Fetches and shows the present state now. */
  refresh(): Promise<void>;
  /** Nothing is replaced while `isBusy` returns true: somebody is carrying a card. */
  pauseWhile(isBusy: () => boolean): void;
}

/**
 * Refreshes the board at intervals while the page is visible, and at once when somebody comes back to it. Focus and
 * choices stay.
 */
export function keepBoardCurrent(board: HTMLElement): LiveBoard {
  let isBusy = () => false;
  let shown = '';
  const show = async () => {
    const html = await fetchState(board.dataset.state ?? '');
    if (html === null || isBusy() || html === shown) return;
    shown = html;
    morph(board, html, '#pool-title');
  };
  // One refresh after the other, so that each shows at least the state at its request.
  let last = Promise.resolve();
  const refresh = () => {
    last = last.then(show);
    return last;
  };
  const look = () => {
    if (document.visibilityState === 'visible' && !isBusy() && !isChoosing(board)) void refresh();
  };
  setInterval(look, pollIntervalMs);
  addEventListener('focus', look);
  document.addEventListener('visibilitychange', look);
  return {
    refresh,
    pauseWhile(busy) {
      isBusy = busy;
    },
  };
}

/** Null when the server can't be reached or the person is logged out; the next refresh or click shows it. */
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
