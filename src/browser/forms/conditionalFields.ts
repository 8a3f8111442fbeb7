interface Clause {
  name: string;
  values: string[];
  negated: boolean;
}

/** Shows a field while one of its alternatives holds; a hidden field is disabled, so it is neither sent nor reached by Tab. */
export function showConditionalFields(form: HTMLFormElement): void {
  const update = () => updateFields(form);
  form.addEventListener('input', update);
  form.addEventListener('change', update);
  form.addEventListener('sf:changed', update);
  update();
}

/** Repeats until nothing changes: a hidden field counts as empty and may hide others. */
function updateFields(form: HTMLFormElement): void {
  const fields = [...form.querySelectorAll<HTMLElement>('[data-show-when]')];
  for (let round = 0; round <= fields.length; round += 1) {
    const changed = fields.filter((field) => setShown(field, isAskedFor(field, form)));
    if (changed.length === 0) return;
  }
}

function isAskedFor(field: HTMLElement, form: HTMLFormElement): boolean {
  const alternatives = JSON.parse(field.dataset.showWhen ?? '[]') as Clause[][];
  return alternatives.some((clauses) =>
    clauses.every(({ name, values, negated }) => {
      const value = enteredValue(form, name);
      return (value !== null && values.includes(value)) !== negated;
    }),
  );
}

function enteredValue(form: HTMLFormElement, name: string): string | null {
  const inputs = form.querySelectorAll<HTMLInputElement>(`[name="${CSS.escape(name)}"]`);
  for (const input of inputs) {
    if (input.disabled) continue;
    const isChoice = input.type === 'radio' || input.type === 'checkbox';
    if (!isChoice || input.checked) return input.value === '' ? null : input.value;
  }
  return shownValue(form, name);
}

/** The value of a read-only field, which has no input. */
function shownValue(form: HTMLFormElement, name: string): string | null {
  const shown = form.querySelector<HTMLElement>(`[data-sf-operand="${CSS.escape(name)}"]`);
  return shown?.dataset.value || null;
}

function setShown(field: HTMLElement, shown: boolean): boolean {
  if (field.hidden === !shown) return false;
  field.hidden = !shown;
  for (const control of field.querySelectorAll<HTMLInputElement>('input, select, textarea')) {
    control.disabled = control.closest('[data-show-when][hidden]') !== null;
  }
  return true;
}
