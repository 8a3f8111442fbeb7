/** Lets the diagram fill the window, and fit into the page again by the same button or Escape. */
export function installFullWindow(section: HTMLElement): void {
  const button = section.querySelector<HTMLButtonElement>('[data-full]');
  const label = section.querySelector<HTMLElement>('[data-full-label]');
  if (!button || !label) return;
  const set = (isFull: boolean) => {
    section.classList.toggle('is-full', isFull);
    document.documentElement.classList.toggle('has-full-diagram', isFull);
    button.setAttribute('aria-pressed', String(isFull));
    label.textContent = isFull ? '还原' : '放大';
  };
  button.addEventListener('click', () => set(!section.classList.contains('is-full')));
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || !section.classList.contains('is-full')) return;
    set(false);
    button.focus();
  });
}
