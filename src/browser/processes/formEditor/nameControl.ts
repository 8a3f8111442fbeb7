import { textInput } from './controls.js';
import type { Owner } from './types.js';

const namePattern = /^[a-z][A-Za-z0-9]{0,39}$/;

interface Named {
  /** Key of the control. */
  key: string;
  name: string;
  /** Within it the name must be the only one. */
  owner: Owner;
  hint?: string;
  rename(wanted: string): void;
}

/** A control for the name of a field; the name changes only once it is valid and unused. */
export function nameControl({ key, name, owner, hint, rename }: Named): HTMLElement {
  const control = textInput('字段名', key, name, () => undefined, { maxLength: 40, ...(hint && { hint }) });
  const input = control.querySelector('input')!;
  input.addEventListener('change', () => {
    const wanted = input.value.trim();
    const isFree = namePattern.test(wanted) && !Object.hasOwn(owner.properties ?? {}, wanted);
    const isWrong = wanted !== name && !isFree;
    input.classList.toggle('is-invalid', isWrong);
    input.setAttribute('aria-invalid', String(isWrong));
    // What has the focus next must be there when the key or click that left the input arrives.
    if (wanted !== name && isFree) setTimeout(() => rename(wanted));
  });
  return control;
}
