import { selectInput, textInput } from './controls.js';
import type { Editor } from './editor.js';
import { optionsPanel } from './optionsPanel.js';
import { setOrDelete } from './setOrDelete.js';
import type { Edited, Field } from './types.js';
import { widgetOf } from './widgets.js';

/** What only some widgets have: limits, units, choices, whose people are offered. */
export function kindControls(editor: Editor, edited: Edited): HTMLElement[] {
  switch (widgetOf(edited.shown)) {
    case 'text':
    case 'longText':
    case 'phone':
      return [
        number(editor, edited, 'maxLength', '最多字数'),
        hint(editor, edited, 'placeholder', '输入提示'),
        ...startingValue(editor, edited),
      ];
    case 'number':
    case 'money':
      return [
        number(editor, edited, 'minimum', '最小值'),
        number(editor, edited, 'maximum', '最大值'),
        hint(editor, edited, 'unit', '单位'),
        ...startingValue(editor, edited),
      ];
    case 'date':
    case 'dateTime':
      return startingValue(editor, edited);
    case 'choice':
      return [optionsPanel(editor, edited)];
    case 'person':
      return [groupSelect(editor, edited)];
    case 'rows':
    case 'attachments':
    case 'photos':
      return [number(editor, edited, 'maxItems', '最多项数')];
    default:
      return [];
  }
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

function startingValue(editor: Editor, edited: Edited): HTMLElement[] {
  if (edited.isColumn) return [];
  return [hint(editor, edited, 'prefill', '预填', '例如 customer.contact、$now、$today。')];
}

function groupSelect(editor: Editor, { path, field, shown }: Edited): HTMLElement {
  const options = editor.choices.groups.map(({ id, name }) => ({ value: id, label: name }));
  const present = String(shown['x-ui']?.group ?? '');
  return selectInput('可选人员的岗位', `${path}-group`, options, present, (group) =>
    editor.apply(() => {
      field['x-ui'] = { ...field['x-ui'], widget: 'person', group };
    }),
  );
}
