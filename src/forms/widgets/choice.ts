import { FieldProblem } from '../schema/fieldProblem.js';
import { optionsOf, typesOf } from '../schema/propertyTypes.js';
import type { PropertySchema } from '../schema/types.js';
import { choiceView, chooseMessage } from './shared/choices.js';
import type { Widget } from './widget.js';

const maxCards = 5;
const notOffered = '请从给出的选项中选择';

/** One or several of the options that the form names. */
export const choice: Widget = {
  name: 'choice',
  title: '选项',
  shape: 'single',
  types: ['string', 'integer', 'number', 'array'],
  defaultFor: [{ options: true }],
  hints: ['default', 'inCourse'],
  allowsMultiple: true,
  missingMessage: chooseMessage,
  wrongTypeMessage: notOffered,
  check({ schema, path }) {
    checkOptions(schema, path);
    const start = schema['x-ui']?.default;
    if (start !== undefined && !optionsOf(schema).some((option) => option.const === start)) {
      throw new FieldProblem(path, `字段 ${path} 的 x-ui.default 不在选项中`);
    }
  },
  readText(text, schema) {
    const option = optionsOf(schema).find((candidate) => String(candidate.const) === text);
    return option ? { value: option.const } : { value: text, error: notOffered };
  },
  optionsFor: optionsOf,
  view(field) {
    const options = optionsOf(field.schema);
    const isList = field.place.inRow === true || options.length > maxCards;
    return choiceView(field, options, { multiple: typesOf(field.schema).includes('array'), isList });
  },
  show: (value, schema) => optionsOf(schema).find((option) => option.const === value)?.title,
  print: { hasBoxes: true },
  editor: {
    field: {
      type: 'string',
      oneOf: [
        { const: 'option1', title: '选项一' },
        { const: 'option2', title: '选项二' },
      ],
    },
    inRow: true,
    controls: ['options'],
    decides: 'options',
  },
};

function checkOptions(schema: PropertySchema, path: string): void {
  const options = optionsOf(schema);
  if (options.length === 0) throw new FieldProblem(path, `字段 ${path} 没有选项 oneOf`);
  for (const option of options) {
    const scalar = typeof option.const === 'string' || typeof option.const === 'number';
    if (!scalar || option.const === '' || typeof option.title !== 'string' || option.title === '') {
      throw new FieldProblem(path, `字段 ${path} 的每个选项都要有 const 和 title`);
    }
  }
  if (new Set(options.map((option) => String(option.const))).size < options.length) {
    throw new FieldProblem(path, `字段 ${path} 的选项有重复`);
  }
}
