/** One box that ticks and unticks all of a name; without a script each is ticked by itself. */
export function installCheckAll(): void {
  for (const all of document.querySelectorAll<HTMLInputElement>('[data-check-all]')) {
    const boxes = () => [
      ...document.querySelectorAll<HTMLInputElement>(`input[name="${all.dataset.checkAll}"]`),
    ];
    const show = () => {
      const ticked = boxes().filter(({ checked }) => checked).length;
      all.checked = ticked === boxes().length;
      all.indeterminate = ticked > 0 && !all.checked;
    };
    all.addEventListener('change', () => {
      for (const box of boxes()) box.checked = all.checked;
    });
    all.form?.addEventListener('change', show);
    all.hidden = false;
    show();
  }
}
