/** Menus built from <details> close on a click elsewhere and on Escape, which gives the focus back. */
export function closeDetailsOutside(): void {
  const opened = () => document.querySelectorAll<HTMLDetailsElement>('details[data-close-outside][open]');
  document.addEventListener('click', ({ target }) => {
    for (const menu of opened()) if (!menu.contains(target as Node)) menu.open = false;
  });
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    for (const menu of opened()) {
      menu.open = false;
      menu.querySelector('summary')?.focus();
    }
  });
}
