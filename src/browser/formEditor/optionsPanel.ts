import { arrow, button, element, textInput } from './controls.js';
import type { Editor } from './editor.js';
import type { Edited } from './kindControls.js';
import { renameValue } from './rules.js';
import type { Option } from './types.js';

/** The choices of a field: what people read, and the value that conditions compare. */
export function optionsPanel(editor: Editor, { path, field }: Edited): HTMLElement {
  const owner = field.oneOf ? field : (field.items ?? field);
  const options = owner.oneOf ?? [];
  const legend = element('legend', 'form-label', '选项');
  const rows = options.map((option, index) => optionRow(editor, path, options, option, index));
  const add = button('＋ 添加选项', `${path}-option-add`, () =>
    editor.apply(() => {
      owner.oneOf = [...options, { const: freeValue(options), title: '新选项' }];
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
  const swap = (other: number) => () =>
    editor.apply(() => {
      const neighbour = options[other];
      if (!neighbour) return;
      options[other] = option;
      options[index] = neighbour;
    });
  const setValue = (text: string) =>
    editor.type(() => {
      const value = typeof option.const === 'number' && text !== '' ? Number(text) : text;
      renameValue(editor.schema, path, option.const, value);
      option.const = value;
    });
  const remove = button(
    '删除',
    `${key}-remove`,
    () => editor.apply(() => options.splice(index, 1)),
    'btn btn-sm btn-ghost-danger',
  );
  remove.setAttribute('aria-label', `删除选项「${option.title}」`);
  return element(
    'li',
    '',
    textInput(`选项 ${index + 1}`, key, option.title, (text) =>
      editor.type(() => Object.assign(option, { title: text })),
    ),
    textInput('值', `${key}-value`, option.const, setValue),
    element(
      'div',
      'builder-tools',
      arrow('↑', `把选项「${option.title}」上移`, `${key}-up`, swap(index - 1)),
      arrow('↓', `把选项「${option.title}」下移`, `${key}-down`, swap(index + 1)),
      remove,
    ),
  );
}

function freeValue(options: readonly Option[]): string {
  for (let number = options.length + 1; ; number += 1) {
    const value = `option${number}`;
    if (!options.some((option) => option.const === value)) return value;
  }
}
