import { h } from './dom.js';
import { type FieldOptions, labelledField, onChange } from './field.js';

export function textField(
  options: FieldOptions & { placeholder?: string; isCode?: boolean; isReadOnly?: boolean },
): HTMLElement {
  const input = h('input', {
    type: 'text',
    class: `form-control${options.isCode ? ' designer-code' : ''}`,
    autocomplete: 'off',
    placeholder: options.placeholder,
    spellcheck: 'false',
    readonly: options.isReadOnly,
  });
  input.value = options.value;
  onChange(input, (value) => options.change(value.trim()));
  return labelledField(options, input);
}

export function textArea(options: FieldOptions & { rows?: number }): HTMLElement {
  const area = h('textarea', { class: 'form-control', rows: options.rows ?? 4 });
  area.value = options.value;
  onChange(area, (value) => options.change(value.trim()));
  return labelledField(options, area);
}
