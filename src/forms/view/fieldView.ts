import { pinyin } from 'pinyin-pro';
import type { Visibility } from '../compute/conditions.js';
import type { FormContext, PropertySchema, Widget } from '../schema/types.js';
import { inputValue } from '../submission/inputValue.js';
import {
  isMultiple,
  isObjectWidget,
  isPartner,
  isRowsWidget,
  isUploadWidget,
  optionsOf,
  widgetOf,
} from '../widgets/widgetOf.js';
import { matrixView, ticksView } from './matrixView.js';
import { partnerView } from './partnerView.js';
import { fieldId, type Place, type Rendering } from './rendering.js';
import { rowsView } from './rowsView.js';
import { scheduleView } from './scheduleView.js';
import { treeView } from './treeView.js';
import { signatureView, uploadsView } from './uploadsView.js';
import type { FieldView, OptionView } from './viewTypes.js';

const maxCards = 5;
/** Longer lists of people get a search box. */
const maxListed = 15;

/** View model of one field, with its value as the input shows it and its error. */
export function fieldView(
  schema: PropertySchema,
  value: unknown,
  place: Place,
  rendering: Rendering,
): FieldView {
  const widget = widgetOf(schema);
  return {
    ...plainView(schema, value, place, rendering),
    ...(widget === 'choice' || widget === 'person' || widget === 'yesNo'
      ? choiceView(schema, value, place, rendering)
      : {}),
    ...(schema['x-ui']?.compute ? computedView(schema) : compoundView(schema, value, place, rendering)),
  };
}

/** The parts of a widget whose value is an object or a list of objects. */
function compoundView(
  schema: PropertySchema,
  value: unknown,
  place: Place,
  rendering: Rendering,
): Partial<FieldView> {
  const { name } = place;
  const widget = widgetOf(schema);
  if (isPartner(widget)) return { partner: partnerView(schema, value, place, rendering, fieldView) };
  if (isUploadWidget(widget)) return { uploads: uploadsView(schema, value, name) };
  switch (widget) {
    case 'rows':
      return { rows: rowsView(schema, value, name, rendering, fieldView) };
    case 'scheduleRows':
      return {
        rows: rowsView(schema, value, name, rendering, fieldView),
        schedule: scheduleView(Array.isArray(value) ? value : []),
      };
    case 'tree':
      return { tree: treeView(schema, value, name, rendering, fieldView) };
    case 'signature':
      return { signature: signatureView(value, name) };
    case 'ratingMatrix':
      return { matrix: matrixView(schema, value, name, rendering, fieldView) };
    case 'checklist':
      return { ticks: ticksView(schema, value, fieldId(name), name) };
    default:
      return {};
  }
}

function computedView(schema: PropertySchema): Partial<FieldView> {
  return {
    partial: 'forms/widgets/computed',
    required: false,
    compute: JSON.stringify(schema['x-ui']?.compute),
  };
}

function isWide(widget: Widget): boolean {
  return widget === 'longText' || isObjectWidget(widget) || isRowsWidget(widget) || isUploadWidget(widget);
}

function plainView(schema: PropertySchema, value: unknown, place: Place, rendering: Rendering): FieldView {
  const { name } = place;
  const widget = widgetOf(schema);
  const hints = schema['x-ui'] ?? {};
  const id = fieldId(name);
  const error = rendering.errors.get(name) ?? null;
  const text = inputValue(schema, value, rendering.context.timeZone);
  const describedBy = [schema.description ? `${id}-help` : '', error ? `${id}-error` : ''].filter(Boolean);
  return {
    widget,
    partial: `forms/widgets/${widget}`,
    id,
    name,
    label: schema.title ?? name,
    hideLabel: false,
    required: place.required,
    description: schema.description ?? null,
    error,
    invalid: error !== null,
    describedBy: describedBy.length > 0 ? describedBy.join(' ') : null,
    value: text,
    lines: text.split('\n'),
    wide: hints.wide === true || isWide(widget),
    placeholder: hints.placeholder ?? null,
    unit: hints.unit ?? (widget === 'money' ? '元' : null),
    maxLength: typeof schema.maxLength === 'number' ? schema.maxLength : null,
    inputMode: widget === 'number' && schema.type === 'integer' ? 'numeric' : numberMode(widget),
    showWhen: place.visibility ? showWhen(place.visibility, name) : null,
  };
}

function numberMode(widget: Widget): 'decimal' | null {
  return widget === 'number' || widget === 'money' ? 'decimal' : null;
}

function choiceView(
  schema: PropertySchema,
  value: unknown,
  place: Place,
  rendering: Rendering,
): Partial<FieldView> {
  const values = Array.isArray(value) ? value : [value];
  const id = fieldId(place.name);
  const options: OptionView[] = offered(schema, rendering.context).map((option, index) => ({
    id: `${id}-${index}`,
    value: String(option.const),
    label: option.title,
    selected: values.includes(option.const),
  }));
  const multiple = isMultiple(schema);
  const isList = widgetOf(schema) === 'person' || place.inRow || options.length > maxCards;
  const cards = multiple || !isList;
  if (cards && !multiple && !place.required) options.unshift(noChoice(id, options));
  const searchable = widgetOf(schema) === 'person' && !multiple && options.length > maxListed;
  if (searchable) for (const option of options) option.search = pinyinOf(option.label);
  const chosen = options.filter((option) => option.selected).map((option) => option.label);
  return {
    options,
    multiple,
    cards,
    compact: multiple && place.inRow === true,
    chosenText: chosen.join('、'),
    searchable,
    isCategory: place.name === 'category',
  };
}

/** What people type for a name besides itself: initials, and the whole of it. */
function pinyinOf(name: string): string {
  const whole = pinyin(name, { toneType: 'none', type: 'array' });
  return [whole.map((syllable) => syllable[0]).join(''), whole.join('')].join(' ').toLowerCase();
}

/** A chosen radio can't be taken back, so an optional group offers to leave the matter open. */
function noChoice(id: string, options: OptionView[]): OptionView {
  return {
    id: `${id}-none`,
    value: '',
    label: '不选',
    selected: options.every((option) => !option.selected),
  };
}

function offered(schema: PropertySchema, context: FormContext): { const: unknown; title: string }[] {
  const widget = widgetOf(schema);
  if (widget === 'choice') return optionsOf(schema);
  if (widget === 'yesNo') {
    return [
      { const: true, title: '是' },
      { const: false, title: '否' },
    ];
  }
  const group = schema['x-ui']?.group ?? '';
  const members = Object.hasOwn(context.people, group) ? (context.people[group] ?? []) : [];
  return members.map((member) => ({ const: member.id, title: member.name }));
}

/** Conditions with full input names: alternatives of clauses that must all hold. */
function showWhen(visibility: Visibility, name: string): string {
  const prefix = name.includes('.') ? name.slice(0, name.lastIndexOf('.') + 1) : '';
  return JSON.stringify(
    visibility.map((clauses) =>
      clauses.map(({ field, values, negated }) => ({
        name: prefix + field,
        values: values.map(String),
        negated,
      })),
    ),
  );
}
