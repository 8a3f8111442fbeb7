/** After a refused submission the keyboard starts at the list of errors; its links focus the field or group. */
export function focusErrors(form: HTMLFormElement): void {
  const summary = form.querySelector<HTMLElement>('[data-sf-errors]');
  if (!summary) return;
  summary.addEventListener('click', (event) => {
    const href = (event.target as HTMLElement).closest('a')?.getAttribute('href');
    const target = href ? document.getElementById(href.slice(1)) : null;
    if (!target) return;
    event.preventDefault();
    target.scrollIntoView({ block: 'center' });
    const choice = target.querySelector<HTMLElement>('input[type="radio"], input[type="checkbox"]');
    (choice ?? target).focus({ preventScroll: true });
  });
  summary.focus();
}
