import { arrow, button, element, textInput } from './controls.js';
import type { Editor } from './editor.js';
import { renameValue } from './rules.js';
import type { Edited, Option } from './types.js';

/** The options of a field: the title that people read, and the value that conditions compare. */
export function optionsPanel(editor: Editor, { path, field }: Edited): HTMLElement {
  const owner = field.oneOf ? field : (field.items ?? field);
  const options = owner.oneOf ?? [];
  const legend = element('legend', 'form-label', '选项');
  const rows = options.map((option, index) => optionRow(editor, path, options, option, index));
  const add = button('＋ 添加选项', `${path}-option-add`, () =>
    editor.apply(() => {
      owner.oneOf = [...options, { const: unusedValue(options), title: '新选项' }];
    }),
  );
  return element(
    'fieldset',
    'builder-wide builder-options',
    legend,
    element('ul', 'builder-fields', ...rows),
    add,
  );
}

function optionRow(
  editor: Editor,
  path: string,
  options: Option[],
  option: Option,
  index: number,
): HTMLElement {
  const key = `${path}-option-${index}`;
  const setTitle = (text: string) => editor.type(() => Object.assign(option, { title: text }));
  const setValue = (text: string) =>
    editor.type(() => {
      const value = typeof option.const === 'number' && text !== '' ? Number(text) : text;
      renameValue(editor.schema, path, option.const, value);
      option.const = value;
    });
  return element(
    'li',
    '',
    textInput(`选项 ${index + 1}`, key, option.title, setTitle),
    textInput('值', `${key}-value`, option.const, setValue),
    optionTools(editor, key, options, index),
  );
}

function optionTools(editor: Editor, key: string, options: Option[], index: number): HTMLElement {
  const title = options[index]?.title ?? '';
  const swap = (step: -1 | 1) => () =>
    editor.apply(() => {
      const [one, other] = [options[index], options[index + step]];
      if (one && other)
        options.splice(Math.min(index, index + step), 2, ...(step === 1 ? [other, one] : [one, other]));
    });
  const drop = () => editor.apply(() => options.splice(index, 1));
  const remove = button('删除', `${key}-remove`, drop, 'btn btn-sm btn-ghost-danger');
  remove.setAttribute('aria-label', `删除选项「${title}」`);
  return element(
    'div',
    'builder-tools',
    arrow('↑', `把选项「${title}」上移`, `${key}-up`, swap(-1)),
    arrow('↓', `把选项「${title}」下移`, `${key}-down`, swap(1)),
    remove,
  );
}

function unusedValue(options: readonly Option[]): string {
  for (let number = options.length + 1; ; number += 1) {
    const value = `option${number}`;
    if (!options.some((option) => option.const === value)) return value;
  }
}
