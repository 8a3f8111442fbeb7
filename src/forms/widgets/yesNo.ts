import { choiceView, chooseMessage } from './shared/choices.js';
import type { Widget } from './widget.js';

const answers = [
  { const: true, title: '是' },
  { const: false, title: '否' },
];
const howTo = '请选择是或否';

/** A question with two answers. */
export const yesNo: Widget = {
  name: 'yesNo',
  title: '是或否',
  shape: 'single',
  types: ['boolean'],
  defaultFor: [{ type: 'boolean' }],
  hints: ['default', 'inCourse'],
  missingMessage: chooseMessage,
  wrongTypeMessage: howTo,
  readText(text) {
    const answer = answers.find((one) => String(one.const) === text);
    return answer ? { value: answer.const } : { value: text, error: howTo };
  },
  optionsFor: () => answers,
  view: (field) => choiceView(field, answers, { multiple: false, isList: field.place.inRow === true }),
  show: (value) => answers.find((one) => one.const === value)?.title,
  print: { hasBoxes: true },
  editor: { field: { type: 'boolean' }, inRow: true, decides: answers },
};
