const storageKey = 'inbox';

/** The inbox stores the order of its page, so that a task page can link to the next task without going back. */
export function installNeighbourLinks(): void {
  const listed = [...document.querySelectorAll<HTMLAnchorElement>('.inbox-list .list-title')];
  if (listed.length > 0)
    sessionStorage.setItem(storageKey, JSON.stringify(listed.map((link) => link.pathname)));
  const offered = document.querySelector('[data-neighbours]');
  if (!offered) return;
  const order = JSON.parse(sessionStorage.getItem(storageKey) ?? '[]') as string[];
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

/** Opens the previous or next task; false when there is none. */
export function openNeighbour(by: 1 | -1): boolean {
  const link = document.querySelector<HTMLAnchorElement>(`[data-neighbour="${by}"][href]`);
  link?.click();
  return link !== null;
}
