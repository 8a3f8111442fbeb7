/** Enter in a field only leaves the field: forms that drive a process are sent by a button. */
export function ignoreEnter(form: HTMLFormElement): void {
  form.addEventListener('keydown', (event) => {
    const target = event.target as HTMLElement;
    if (
      event.key === 'Enter' &&
      (target instanceof HTMLInputElement || target instanceof HTMLSelectElement)
    ) {
      event.preventDefault();
    }
  });
}
