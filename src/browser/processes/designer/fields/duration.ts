import { durationUnits } from '../model/durations.js';
import { h } from './dom.js';
import { type FieldOptions, labelledField, showRefusal } from './field.js';

/** A whole number and its unit. */
export function durationField(options: FieldOptions): HTMLElement {
  const current = durationUnits.find(({ pattern }) => pattern.test(options.value)) ?? durationUnits[1];
  const count = h('input', { type: 'number', class: 'form-control', min: 1, step: 1 });
  count.value = current.pattern.exec(options.value)?.[1] ?? '';
  const unit = h('select', { class: 'form-select', 'aria-label': `${options.label}的单位` });
  unit.append(...durationUnits.map(({ id, text }) => h('option', { value: id }, text)));
  unit.value = current.id;
  unit.dataset.field = `${options.name}.unit`;
  const take = () => {
    const number = Number(count.value);
    if (!Number.isInteger(number) || number < 1) return showRefusal(count, '请填大于零的整数。');
    showRefusal(count, null);
    const chosen = durationUnits.find(({ id }) => id === unit.value) ?? durationUnits[1];
    options.change(chosen.write(number));
  };
  count.addEventListener('change', take);
  unit.addEventListener('change', take);
  const field = labelledField(options, count);
  const row = h('div', { class: 'designer-row' });
  count.before(row);
  row.append(count, unit);
  return field;
}
