import type { EditorControl } from '../../../forms/schema/widgetChoice.js';
import { selectInput, textInput } from './controls.js';
import type { Editor } from './editor.js';
import { optionsPanel } from './optionsPanel.js';
import { setOrDelete } from './setOrDelete.js';
import type { Edited } from './types.js';
import { widgetOf } from './widgets.js';

type Draw = (editor: Editor, edited: Edited) => HTMLElement | null;

const draw: Record<EditorControl, Draw> = {
  maxLength: (editor, edited) => number(editor, edited, 'maxLength', '最多字数'),
  minimum: (editor, edited) => number(editor, edited, 'minimum', '最小值'),
  maximum: (editor, edited) => number(editor, edited, 'maximum', '最大值'),
  maxItems: (editor, edited) => number(editor, edited, 'maxItems', '最多项数'),
  placeholder: (editor, edited) => hint(editor, edited, 'placeholder', '输入提示'),
  unit: (editor, edited) => hint(editor, edited, 'unit', '单位'),
  prefill: (editor, edited) =>
    edited.isColumn ? null : hint(editor, edited, 'prefill', '预填', '例如 customer.contact、$now、$today。'),
  group: groupSelect,
  options: optionsPanel,
};

/** Controls that only some widgets have: limits, units, options, groups of people. */
export function kindControls(editor: Editor, edited: Edited): HTMLElement[] {
  const { controls = [] } = widgetOf(editor.choices.widgets, edited.shown).editor ?? {};
  return controls.map((control) => draw[control](editor, edited)).filter((drawn) => drawn !== null);
}

function number(editor: Editor, { path, field, shown }: Edited, keyword: string, label: string): HTMLElement {
  const set = (text: string) =>
    editor.type(() => setOrDelete(field, keyword, text === '' ? '' : Number(text)));
  return textInput(label, `${path}-${keyword}`, shown[keyword], set, { type: 'number' });
}

function hint(
  editor: Editor,
  { path, field, shown }: Edited,
  name: string,
  label: string,
  note?: string,
): HTMLElement {
  const set = (text: string) =>
    editor.type(() => {
      field['x-ui'] = { ...field['x-ui'] };
      setOrDelete(field['x-ui'], name, text);
      if (Object.keys(field['x-ui']).length === 0) delete field['x-ui'];
    });
  return textInput(label, `${path}-${name}`, shown['x-ui']?.[name], set, { ...(note && { hint: note }) });
}

function groupSelect(editor: Editor, { path, field, shown }: Edited): HTMLElement {
  const options = editor.choices.groups.map(({ id, name }) => ({ value: id, label: name }));
  const present = String(shown['x-ui']?.group ?? '');
  return selectInput('可选人员的岗位', `${path}-group`, options, present, (group) =>
    editor.apply(() => {
      field['x-ui'] = { ...shown['x-ui'], group };
    }),
  );
}
