import { arrow, button, checkBox, element, selectInput, textInput } from './controls.js';
import type { Editor } from './editor.js';
import { freeName, movePart, setRequired } from './fields.js';
import { kindControls } from './kindControls.js';
import { setOrDelete } from './setOrDelete.js';
import type { Field, Owner } from './types.js';
import { columnWidgets, newField, resolved, widgetOf, withWidget } from './widgets.js';

const kinds: Record<string, { legend: string; part: string; widget: string; fixed: boolean }> = {
  rows: { legend: '表格的列', part: '列', widget: 'text', fixed: false },
  checklist: { legend: '检查的各项', part: '项', widget: 'yesNo', fixed: true },
};

/** Columns of a table and items of a checklist; null for widgets without parts of their own. */
export function partsPanel(editor: Editor, path: string, shown: Field): HTMLElement | null {
  const kind = kinds[widgetOf(shown)];
  const owner: Owner | undefined = shown.items ?? shown;
  if (!kind || shown.$ref || !owner.properties) return null;
  const names = Object.keys(owner.properties);
  const rows = names.map((name, index) =>
    partRow(editor, `${path}.${name}`, owner, names, index, kind.fixed),
  );
  const add = button(`＋ 添加${kind.part}`, `${path}-part-add`, () =>
    editor.apply(() => {
      owner.properties = {
        ...owner.properties,
        [freeName(owner, kind.widget)]: newField(kind.widget, `新${kind.part}`),
      };
    }),
  );
  const legend = element('legend', 'form-label', kind.legend);
  return element(
    'fieldset',
    'builder-wide builder-options',
    legend,
    element('ul', 'builder-fields', ...rows),
    add,
  );
}

function partRow(
  editor: Editor,
  path: string,
  owner: Owner,
  names: string[],
  index: number,
  isFixed: boolean,
): HTMLElement {
  const name = names[index]!;
  const field = owner.properties?.[name] ?? {};
  const title = field.title ?? name;
  const swap = (other: string | undefined) => () =>
    editor.apply(() => other !== undefined && movePart(owner, name, other));
  const remove = button(
    '删除',
    `${path}-remove`,
    () => editor.apply(() => removePart(owner, name)),
    'btn btn-sm btn-ghost-danger',
  );
  remove.setAttribute('aria-label', `删除「${title}」`);
  const setTitle = (text: string) => editor.type(() => Object.assign(field, { title: text }));
  return element(
    'li',
    '',
    textInput('标题', `${path}-title`, field.title, setTitle, { maxLength: 60 }),
    ...(isFixed ? [] : columnControls(editor, path, owner, name, field)),
    element(
      'div',
      'builder-tools',
      arrow('↑', `把「${title}」上移`, `${path}-up`, swap(names[index - 1])),
      arrow('↓', `把「${title}」下移`, `${path}-down`, swap(names[index + 1])),
      remove,
    ),
  );
}

function columnControls(
  editor: Editor,
  path: string,
  owner: Owner,
  name: string,
  field: Field,
): HTMLElement[] {
  const shown = resolved(field, editor.schema);
  const options = columnWidgets.map((value) => ({ value, label: editor.choices.widgets[value] ?? value }));
  const setWidget = (widget: string) =>
    editor.apply(() => {
      owner.properties = { ...owner.properties, [name]: withWidget(shown, widget) };
    });
  return [
    selectInput('控件', `${path}-widget`, options, widgetOf(shown), setWidget),
    ...kindControls(editor, { path, field, shown }),
    checkBox('必填', `${path}-required`, owner.required?.includes(name) ?? false, (isSet) =>
      editor.apply(() => setRequired(owner, name, isSet)),
    ),
  ];
}

function removePart(owner: Owner, name: string): void {
  const { [name]: _, ...others } = owner.properties ?? {};
  owner.properties = others;
  setRequired(owner, name, false);
  setOrDelete(owner, 'required', owner.required?.length ? owner.required : undefined);
}
