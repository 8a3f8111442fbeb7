const kept = 'inbox';

/** The inbox notes the order of its page, so that a task page can lead on to the next task without going back. */
export function installNeighbours(): void {
  const listed = [...document.querySelectorAll<HTMLAnchorElement>('.inbox-list .list-title')];
  if (listed.length > 0) sessionStorage.setItem(kept, JSON.stringify(listed.map((link) => link.pathname)));
  const offered = document.querySelector('[data-neighbours]');
  if (!offered) return;
  const order = JSON.parse(sessionStorage.getItem(kept) ?? '[]') as string[];
  const at = order.indexOf(location.pathname);
  if (at < 0 || order.length === 1) return;
  offered.classList.add('is-known');
  for (const link of offered.querySelectorAll<HTMLAnchorElement>('[data-neighbour]')) {
    const path = order[at + Number(link.dataset.neighbour)];
    if (path === undefined) continue;
    link.href = path;
    link.removeAttribute('aria-disabled');
  }
}

/** Opens the task before or behind; false when there is none. */
export function pressNeighbour(by: 1 | -1): boolean {
  const link = document.querySelector<HTMLAnchorElement>(`[data-neighbour="${by}"][href]`);
  link?.click();
  return link !== null;
}
