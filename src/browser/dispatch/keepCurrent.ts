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
    replace(board, html);
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

function replace(board: HTMLElement, html: string): void {
  const focused = board.contains(document.activeElement) ? document.activeElement?.id : undefined;
  const chosen = new Map([...board.querySelectorAll('select')].map(({ id, value }) => [id, value]));
  board.innerHTML = html;
  for (const select of board.querySelectorAll('select')) {
    const value = chosen.get(select.id);
    if ([...select.options].some((option) => option.value === value)) select.value = value ?? '';
  }
  if (!focused) return;
  const again = document.getElementById(focused) ?? board.querySelector<HTMLElement>('#pool-title');
  again?.focus({ preventScroll: true });
}
