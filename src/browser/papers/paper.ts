/** The button that opens the print dialogue; without scripts the page says which keys do. */
const button = document.querySelector<HTMLButtonElement>('[data-print]');
if (button) {
  button.hidden = false;
  document.querySelector('[data-print-keys]')?.remove();
  button.addEventListener('click', () => window.print());
}
