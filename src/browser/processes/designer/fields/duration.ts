import { h } from './dom.js';
import { type FieldOptions, labelledField, showRefusal } from './field.js';

const units = [
  { id: 'M', text: '分钟', pattern: /^PT(\d+)M$/, write: (count: number) => `PT${count}M` },
  { id: 'H', text: '小时', pattern: /^PT(\d+)H$/, write: (count: number) => `PT${count}H` },
  { id: 'D', text: '天', pattern: /^P(\d+)D$/, write: (count: number) => `P${count}D` },
  { id: 'W', text: '周', pattern: /^P(\d+)W$/, write: (count: number) => `P${count}W` },
] as const;

/** Whether the ISO 8601 duration is a whole number of one unit, such as `PT4H`. */
export function isSimpleDuration(text: string): boolean {
  return units.some(({ pattern }) => pattern.test(text));
}

/** `4 小时` for `PT4H`. */
export function durationField(options: FieldOptions): HTMLElement {
  const current = units.find(({ pattern }) => pattern.test(options.value)) ?? units[1];
  const count = h('input', { type: 'number', class: 'form-control', min: 1, step: 1 });
  count.value = current.pattern.exec(options.value)?.[1] ?? '';
  const unit = h('select', { class: 'form-select', 'aria-label': `${options.label}的单位` });
  unit.append(...units.map(({ id, text }) => h('option', { value: id }, text)));
  unit.value = current.id;
  unit.dataset.field = `${options.name}.unit`;
  const take = () => {
    const number = Number(count.value);
    if (!Number.isInteger(number) || number < 1) return showRefusal(count, '请填大于零的整数。');
    showRefusal(count, null);
    const chosen = units.find(({ id }) => id === unit.value) ?? units[1];
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
