/** Shows the chosen options on a folded list, and folds it again when the pointer or the focus goes elsewhere. */
export function showChosenOptions(form: HTMLFormElement): void {
  form.addEventListener('change', (event) => {
    const list = (event.target as HTMLElement).closest<HTMLElement>('[data-sf-folded]');
    const summary = list?.querySelector('summary');
    if (!list || !summary) return;
    const chosen = [...list.querySelectorAll<HTMLInputElement>('input:checked')];
    const texts = chosen.map((input) => input.labels?.[0]?.textContent?.trim() ?? '');
    summary.textContent = texts.join('、') || '请选择';
  });
  for (const event of ['pointerdown', 'focusin']) {
    document.addEventListener(event, ({ target }) => {
      for (const list of form.querySelectorAll<HTMLDetailsElement>('[data-sf-folded][open]')) {
        // A click on a label focuses the field set around the list first.
        const isElsewhere = !list.contains(target as Node) && !(target as Node).contains(list);
        if (isElsewhere) list.open = false;
      }
    });
  }
}
