const shownFromShare = 0.8;

/** Says how many characters are left once a text comes near its limit. */
export function countCharacters(form: HTMLFormElement): void {
  form.addEventListener('input', (event) => {
    const input = event.target as HTMLInputElement | HTMLTextAreaElement;
    const limit = Number(input.dataset.maxLength);
    if (limit > 0) showCount(input, limit);
  });
}

function showCount(input: HTMLInputElement | HTMLTextAreaElement, limit: number): void {
  const length = [...input.value.trim()].length;
  const holder = input.closest('.sf-field');
  const known = holder?.querySelector<HTMLElement>('[data-sf-count]');
  if (length < limit * shownFromShare) {
    known?.remove();
    return;
  }
  const counter = known ?? document.createElement('div');
  counter.dataset.sfCount = '';
  counter.className = length > limit ? 'form-hint text-danger' : 'form-hint';
  counter.setAttribute('role', 'status');
  counter.textContent =
    length > limit ? `已超出 ${length - limit} 个字，最多 ${limit} 个字` : `${length} / ${limit} 个字`;
  if (!known) holder?.append(counter);
}
