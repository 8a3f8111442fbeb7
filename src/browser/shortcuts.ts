const goTo: Record<string, string> = { t: '/tasks', w: '/tickets', n: '/tickets/new' };
const chordTime = 1000;

/** `/` to the search field, `?` for the overview, `g` and a letter to a page; never while typing. */
export function installShortcuts(): void {
  let chordUntil = 0;
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    if (event.key === '/') return focusSearch(event);
    if (event.key === '?') return toggleOverview(event);
    if (event.key === 'g') chordUntil = Date.now() + chordTime;
    else if (Date.now() < chordUntil && document.querySelector(`a[href="${goTo[event.key]}"]`)) {
      location.assign(goTo[event.key] as string);
    }
  });
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}

function focusSearch(event: KeyboardEvent): void {
  const search = document.querySelector<HTMLInputElement>('[data-focus-key="/"]');
  if (!search) return;
  event.preventDefault();
  search.focus();
  search.select();
}

function toggleOverview(event: KeyboardEvent): void {
  const overview = document.querySelector<HTMLDialogElement>('#shortcuts');
  if (!overview) return;
  event.preventDefault();
  if (overview.open) overview.close();
  else overview.showModal();
}
