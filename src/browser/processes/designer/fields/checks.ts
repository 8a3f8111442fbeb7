import type { Choice } from '../types.js';
import { h } from './dom.js';
import { type FieldOptions, idOf } from './field.js';

export function checkField({ name, label, hint, value, change }: FieldOptions<boolean>): HTMLElement {
  const input = h('input', { type: 'checkbox', class: 'form-check-input', id: idOf(name) });
  input.dataset.field = name;
  input.checked = value;
  input.addEventListener('change', () => void change(input.checked));
  return h(
    'div',
    { class: 'designer-field' },
    h('label', { class: 'form-check' }, input, h('span', { class: 'form-check-label' }, label)),
    hint && h('small', { class: 'form-hint' }, hint),
  );
}

/** A list to choose several from, folded under what is chosen. Chosen ids that no longer exist are shown as such. */
export function checksField(
  options: FieldOptions<string[]> & { options: readonly Choice[]; none: string },
): HTMLElement {
  const { name, label, value, hint } = options;
  const unknown = value.filter((id) => !options.options.some((option) => option.id === id));
  const all = [...options.options, ...unknown.map((id) => ({ id, name: `${id}（不存在）` }))];
  const boxes = all.map((option) => checkbox(name, option, value.includes(option.id)));
  const summary = h('summary', { class: 'form-select', id: idOf(name), 'data-field': name });
  const tell = () => {
    const chosen = all.filter((_, index) => boxes[index]?.input.checked);
    summary.textContent = chosen.map((option) => option.name).join('、') || options.none;
    summary.setAttribute('aria-label', `${label}：${summary.textContent}`);
  };
  for (const { input } of boxes) {
    input.addEventListener('change', () => {
      tell();
      options.change(boxes.filter((box) => box.input.checked).map((box) => box.input.value));
    });
  }
  tell();
  const list = h('div', { class: 'designer-checks', role: 'group', 'aria-label': label });
  list.append(...boxes.map(({ row }) => row));
  return h(
    'div',
    { class: 'designer-field' },
    h('div', { class: 'form-label' }, label),
    h('details', { class: 'designer-choice', 'data-open': name }, summary, list),
    hint && h('small', { class: 'form-hint' }, hint),
  );
}

function checkbox(name: string, { id, name: text }: Choice, isChosen: boolean) {
  const input = h('input', { type: 'checkbox', class: 'form-check-input', value: id });
  input.dataset.field = `${name}.${id}`;
  input.checked = isChosen;
  const row = h('label', { class: 'form-check' }, input, h('span', { class: 'form-check-label' }, text));
  return { input, row };
}
