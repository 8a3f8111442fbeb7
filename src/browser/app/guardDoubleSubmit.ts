const lockMs = 8000;

/**
 * A second click on a button while its form is on the way sends nothing. The server would do the work once anyway;
 * this spares the person the question whether it did. The lock ends by itself in case the answer never comes.
 */
export function guardDoubleSubmit(): void {
  const sent = new WeakSet<HTMLFormElement>();
  document.addEventListener('submit', (event) => {
    const form = event.target as HTMLFormElement;
    if (event.defaultPrevented || form.method !== 'post') return;
    if (sent.has(form)) {
      event.preventDefault();
      return;
    }
    sent.add(form);
    form.setAttribute('aria-busy', 'true');
    const release = () => {
      sent.delete(form);
      form.removeAttribute('aria-busy');
    };
    setTimeout(release, lockMs);
    addEventListener('pageshow', release, { once: true });
  });
}
