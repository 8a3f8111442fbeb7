import { h } from './dom.js';
import { type FieldOptions, labelledField, onChange } from './field.js';

export interface Option {
  value: string;
  text: string;
  /** Heading under which it stands. */
  group?: string;
}

/** A list to choose one from. A value that is not in the list stays and is shown as such. */
export function selectField(
  options: FieldOptions & { options: readonly Option[]; none?: string },
): HTMLElement {
  const { value, none } = options;
  const select = h('select', { class: 'form-select' });
  if (none !== undefined) select.append(h('option', { value: '' }, none));
  const isKnown = value === '' || options.options.some((option) => option.value === value);
  if (!isKnown) select.append(h('option', { value }, `${value}（不存在）`));
  select.append(...optionElements(options.options));
  select.value = value;
  onChange(select, options.change);
  return labelledField(options, select);
}

function optionElements(options: readonly Option[]): HTMLElement[] {
  const groups = new Map<string, HTMLElement>();
  const elements: HTMLElement[] = [];
  for (const { value, text, group } of options) {
    const option = h('option', { value }, text);
    if (group === undefined) elements.push(option);
    else if (groups.has(group)) groups.get(group)?.append(option);
    else {
      const list = h('optgroup', { label: group }, option);
      groups.set(group, list);
      elements.push(list);
    }
  }
  return elements;
}
