import { pinyinOfPerson } from '../../platform/pinyinOf.js';
import { FieldProblem } from '../schema/fieldProblem.js';
import { type Option, typesOf } from '../schema/propertyTypes.js';
import type { FormContext, PropertySchema } from '../schema/types.js';
import type { FieldView } from '../view/viewTypes.js';
import { choiceView, chooseMessage } from './shared/choices.js';
import { plainText } from './shared/partsOf.js';
import type { RenderedField, ShowContext, ValidatedField, Widget } from './widget.js';

/** Longer lists of people get a search box. */
const maxWithoutSearch = 15;
const howTo = '请从名单中选择一个人';

/** One or several members of a group. */
export const person: Widget = {
  name: 'person',
  title: '人员',
  shape: 'single',
  types: ['integer', 'array'],
  hints: ['differsFrom'],
  allowsMultiple: true,
  missingMessage: chooseMessage,
  wrongTypeMessage: howTo,
  check({ schema, path }) {
    if (!schema['x-ui']?.group) throw new FieldProblem(path, `字段 ${path} 需要 x-ui.group 指明岗位`);
  },
  readText: (text) =>
    /^[1-9]\d{0,14}$/.test(text) ? { value: Number(text) } : { value: text, error: howTo },
  validate: checkMembership,
  optionsFor: members,
  valueForActor: ({ id }) => id,
  view: personView,
  show: personName,
  editor: {
    field: { type: 'integer', minimum: 1, 'x-ui': { widget: 'person', group: 'service-engineer' } },
    inRow: true,
    controls: ['group'],
  },
};

function members(schema: PropertySchema, { people }: Pick<FormContext, 'people'>): Option[] {
  const group = schema['x-ui']?.group ?? '';
  const found = Object.hasOwn(people, group) ? (people[group] ?? []) : [];
  return found.map(({ id, name }) => ({ const: id, title: name }));
}

/** An error when the value is no active member of the field's group. */
function checkMembership({ schema, value, path, context }: ValidatedField) {
  const known = members(schema, context).map((member) => member.const);
  const isWrong = [value].flat().some((id) => !known.includes(id));
  const message = `所选的${schema.title}不在名单中，请重新选择`;
  return isWrong ? [{ path, message, namesField: true as const }] : [];
}

function personView(field: RenderedField): Partial<FieldView> {
  const multiple = typesOf(field.schema).includes('array');
  const offered = members(field.schema, field.rendering.context);
  const view = choiceView(field, offered, { multiple, isList: true });
  if (multiple || offered.length <= maxWithoutSearch) return view;
  const options = view.options?.map((option) => ({ ...option, search: typedFor(option.label) }));
  return { ...view, options, searchable: true };
}

/** What people type instead of a name: its pinyin initials, or its whole pinyin. */
function typedFor(name: string): string {
  const whole = pinyinOfPerson(name);
  return [whole.map((syllable) => syllable[0]).join(''), whole.join('')].join(' ').toLowerCase();
}

/** People change groups, so a person is looked for in all of them. */
function personName(id: unknown, _schema: PropertySchema, { people }: ShowContext): string {
  const everyone = Object.values(people).flat();
  return everyone.find((member) => member.id === id)?.name ?? `人员 ${plainText(id)}`;
}
