import { arrow, button, checkBox, element, selectInput, textInput } from './controls.js';
import type { Editor } from './editor.js';
import { movePart, partsOwner, renamePart, setRequired, unusedName } from './fields.js';
import { kindControls } from './kindControls.js';
import { nameControl } from './nameControl.js';
import type { Field, Owner } from './types.js';
import { newField, offeredWidgets, resolveField, widgetOf, withWidget } from './widgets.js';

/** A column of a table or an item of a checklist. */
interface Part {
  /** The field that holds it. */
  table: string;
  owner: Owner;
  name: string;
  field: Field;
  /** Keys of its controls begin with it. */
  path: string;
}

/** Columns of a table and items of a checklist; null for widgets without parts of their own. */
export function partsPanel(editor: Editor, table: string, shown: Field): HTMLElement | null {
  const { widgets } = editor.choices;
  const kind = widgetOf(widgets, shown).editor?.parts;
  const owner = partsOwner(shown);
  if (!kind || shown.$ref || !owner.properties) return null;
  const names = Object.keys(owner.properties);
  const rows = names.map((name) => {
    const part = { table, owner, name, field: owner.properties?.[name] ?? {}, path: `${table}.${name}` };
    return partRow(editor, part, names, kind.isFixed);
  });
  const addPart = () => {
    const name = unusedName(owner, kind.widget);
    owner.properties = { ...owner.properties, [name]: newField(widgets, kind.widget, `新${kind.part}`) };
  };
  return element(
    'fieldset',
    'builder-wide builder-options',
    element('legend', 'form-label', kind.legend),
    element('ul', 'builder-fields', ...rows),
    button(`＋ 添加${kind.part}`, `${table}-part-add`, () => editor.apply(addPart)),
  );
}

function partRow(editor: Editor, part: Part, names: string[], isFixed: boolean): HTMLElement {
  const { table, owner, name, field, path } = part;
  const setTitle = (text: string) => editor.type(() => Object.assign(field, { title: text }));
  return element(
    'li',
    '',
    textInput('标题', `${path}-title`, field.title, setTitle, { maxLength: 60 }),
    nameControl({
      key: `${path}-name`,
      name,
      owner,
      rename: (wanted) => editor.apply(() => renamePart(editor.schema, table, name, wanted)),
    }),
    ...(isFixed ? [] : columnControls(editor, part)),
    partTools(editor, part, names),
  );
}

function partTools(editor: Editor, { owner, name, field, path }: Part, names: string[]): HTMLElement {
  const title = field.title ?? name;
  const index = names.indexOf(name);
  const swap = (other: string | undefined) => () =>
    editor.apply(() => other !== undefined && movePart(owner, name, other));
  const drop = () => editor.apply(() => removePart(owner, name));
  const remove = button('删除', `${path}-remove`, drop, 'btn btn-sm btn-ghost-danger');
  remove.setAttribute('aria-label', `删除「${title}」`);
  return element(
    'div',
    'builder-tools',
    arrow('↑', `把「${title}」上移`, `${path}-up`, swap(names[index - 1])),
    arrow('↓', `把「${title}」下移`, `${path}-down`, swap(names[index + 1])),
    remove,
  );
}

function columnControls(editor: Editor, { owner, name, field, path }: Part): HTMLElement[] {
  const shown = resolveField(field, editor.schema);
  const { widgets } = editor.choices;
  const present = widgetOf(widgets, shown);
  const options = offeredWidgets(widgets, present, { inRow: true });
  const setWidget = (widget: string) =>
    editor.apply(() => {
      owner.properties = { ...owner.properties, [name]: withWidget(widgets, shown, widget) };
    });
  return [
    selectInput('控件', `${path}-widget`, options, present.name, setWidget),
    ...kindControls(editor, { path, field, shown, isColumn: true }),
    checkBox('必填', `${path}-required`, owner.required?.includes(name) ?? false, (isSet) =>
      editor.apply(() => setRequired(owner, name, isSet)),
    ),
  ];
}

function removePart(owner: Owner, name: string): void {
  const { [name]: _, ...others } = owner.properties ?? {};
  owner.properties = others;
  setRequired(owner, name, false);
}
