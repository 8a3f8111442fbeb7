import { h } from './dom.js';

export interface FieldOptions<Value = string> {
  /** Unique in the panel: focus comes back to it when the panel is drawn again. */
  name: string;
  label: string;
  value: Value;
  hint?: string;
  /** Takes the new value; a sentence that it returns says why it can't be taken. */
  change(value: Value): unknown;
}

export type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

/** A control with its label, its hint and a place for errors. */
export function labelledField(
  { name, label, hint }: Pick<FieldOptions, 'name' | 'label' | 'hint'>,
  control: HTMLElement,
  ...more: (HTMLElement | null)[]
): HTMLElement {
  control.id = idOf(name);
  control.dataset.field = name;
  const hintId = `${control.id}-hint`;
  if (hint) control.setAttribute('aria-describedby', hintId);
  return h(
    'div',
    { class: 'designer-field' },
    h('label', { class: 'form-label', for: control.id }, label),
    control,
    ...more,
    hint && h('small', { class: 'form-hint', id: hintId }, hint),
  );
}

export function idOf(name: string): string {
  return `designer-${name.replace(/[^\w-]/g, '_')}`;
}

/** Hands a value on when the person has finished typing, and shows a refusal at the control. */
export function onChange(control: Control, take: (value: string) => unknown): void {
  control.addEventListener('change', () => {
    const refusal = take(control.value);
    showRefusal(control, typeof refusal === 'string' ? refusal : null);
  });
}

export function showRefusal(control: HTMLElement, message: string | null): void {
  const id = `${control.id}-error`;
  document.getElementById(id)?.remove();
  control.classList.toggle('is-invalid', message !== null);
  control.toggleAttribute('aria-invalid', message !== null);
  if (message !== null) control.after(h('div', { class: 'designer-error', id, role: 'alert' }, message));
}
