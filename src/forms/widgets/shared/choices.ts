import type { PropertySchema } from '../../schema/types.js';
import { fieldId } from '../../view/rendering.js';
import type { FieldView, OptionView } from '../../view/viewTypes.js';
import type { RenderedField } from '../widget.js';

declare module '../../view/viewTypes.js' {
  interface FieldView {
    options?: OptionView[];
    /** Cards instead of a select; `multiple`: check boxes. */
    cards?: boolean;
    multiple?: boolean;
    /** Long lists of people get a search box. */
    searchable?: boolean;
    /** The hint with the proposed service category belongs here. */
    isCategory?: boolean;
    /** Several choices within a row: folded away. */
    compact?: boolean;
    /** What is chosen, in words, for the folded list. */
    chosenText?: string;
  }
}

/** The message when nothing was chosen. */
export const chooseMessage = (schema: PropertySchema): string => `请选择${schema.title}`;

/** The options as inputs: cards, or a list when the caller wants one. */
export function choiceView(
  { value, place }: RenderedField,
  offered: { const: unknown; title: string }[],
  { multiple, isList }: { multiple: boolean; isList: boolean },
): Partial<FieldView> {
  const values = Array.isArray(value) ? value : [value];
  const id = fieldId(place.name);
  const options: OptionView[] = offered.map((option, index) => ({
    id: `${id}-${index}`,
    value: String(option.const),
    label: option.title,
    selected: values.includes(option.const),
  }));
  const cards = multiple || !isList;
  if (cards && !multiple && !place.required) options.unshift(noChoice(id, options));
  const chosen = options.filter((option) => option.selected).map((option) => option.label);
  return {
    options,
    multiple,
    cards,
    compact: multiple && place.inRow === true,
    chosenText: chosen.join('、'),
    searchable: false,
    isCategory: place.name === 'category',
  };
}

/** A chosen radio button can't be unchosen, so an optional group offers "none". */
function noChoice(id: string, options: OptionView[]): OptionView {
  return {
    id: `${id}-none`,
    value: '',
    label: '不选',
    selected: options.every((option) => !option.selected),
  };
}
