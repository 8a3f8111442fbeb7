import { arrow, button, element, textInput } from './controls.js';
import type { Editor } from './editor.js';
import { fieldPanel } from './fieldPanel.js';
import { addField, moveField, unusedName } from './fields.js';
import { ruleOf } from './rules.js';
import { addSection, formHints, moveSection, removeSection, sectionsOf } from './sections.js';
import { setOrDelete } from './setOrDelete.js';
import { newField, resolveField, widgetOf } from './widgets.js';

/** The form as a list of sections and fields that can be ordered, opened and changed. */
export function drawBuilder(editor: Editor): Node[] {
  const { schema } = editor;
  const groups = sectionsOf(schema);
  return [
    formPanel(editor),
    ...groups.map((group, index) => sectionCard(editor, group, index)),
    button('＋ 添加分组', 'add-section', () => editor.apply(() => addSection(schema, '新分组')), 'btn'),
  ];
}

function formPanel(editor: Editor): HTMLElement {
  const { schema } = editor;
  const summary = element('summary', 'card-header', element('span', 'card-title', '标题、说明和按钮'));
  const body = element(
    'div',
    'card-body builder-panel',
    textInput(
      '表单标题',
      'form-title',
      schema.title,
      (text) => editor.type(() => Object.assign(schema, { title: text })),
      { maxLength: 60, isWide: true },
    ),
    textInput(
      '表单说明',
      'form-description',
      schema.description,
      (text) => editor.type(() => setOrDelete(schema, 'description', text)),
      { isWide: true },
    ),
    textInput('提交按钮', 'form-submit', schema['x-ui']?.submitLabel, (text) =>
      editor.type(() => setOrDelete(formHints(schema), 'submitLabel', text)),
    ),
  );
  return keepOpen(editor, '', element('details', 'card builder-form', summary, body));
}

/** Keeps a panel open across redraws. */
function keepOpen(editor: Editor, path: string, details: HTMLDetailsElement): HTMLDetailsElement {
  details.open = editor.open.has(path);
  details.addEventListener('toggle', () => {
    if (details.open) editor.open.add(path);
    else editor.open.delete(path);
  });
  return details;
}

function sectionCard(
  editor: Editor,
  { title, fields }: { title: string | null; fields: string[] },
  index: number,
): HTMLElement {
  const list = element('ul', 'builder-fields', ...fields.map((name) => fieldRow(editor, name)));
  return element(
    'section',
    'card builder-section',
    element('div', 'card-header builder-head', ...sectionHead(editor, title, index)),
    element('div', 'card-body', list, addButton(editor, index, title)),
  );
}

function sectionHead(editor: Editor, title: string | null, index: number): HTMLElement[] {
  const { schema } = editor;
  const sections = schema['x-ui']?.sections ?? [];
  const section = sections[index];
  if (title === null || !section) {
    return [element('h2', 'card-title', sections.length > 0 ? '不在分组中的字段' : '字段')];
  }
  const name = textInput(
    '分组标题',
    `section-${index}-title`,
    title,
    (text) => editor.type(() => Object.assign(section, { title: text })),
    { maxLength: 60 },
  );
  const move = (step: -1 | 1) => () => editor.apply(() => moveSection(schema, index, step));
  return [
    name,
    element(
      'div',
      'builder-tools',
      arrow('↑', `把分组「${title}」上移`, `section-${index}-up`, move(-1)),
      arrow('↓', `把分组「${title}」下移`, `section-${index}-down`, move(1)),
      button(
        '删除分组',
        `section-${index}-remove`,
        () => editor.apply(() => removeSection(schema, index)),
        'btn btn-sm btn-ghost-danger',
      ),
    ),
  ];
}

function addButton(editor: Editor, section: number, title: string | null): HTMLElement {
  const { schema } = editor;
  const made = button('＋ 添加字段', `section-${section}-add`, () => {
    const [{ name: widget }] = editor.choices.widgets;
    const name = unusedName(schema, widget);
    editor.open.add(name);
    editor.apply(() => addField(schema, section, name, newField(editor.choices.widgets, widget, '新字段')));
    const input = document.querySelector<HTMLInputElement>(`[data-key="${CSS.escape(`${name}-title`)}"]`);
    input?.focus();
    input?.select();
  });
  if (title) made.setAttribute('aria-label', `在分组「${title}」中添加字段`);
  return made;
}

function fieldRow(editor: Editor, name: string): HTMLElement {
  const { schema } = editor;
  const field = resolveField(schema.properties[name] ?? {}, schema);
  const title = field.title ?? name;
  const rule = ruleOf(schema, name);
  const isRequired = schema.required?.includes(name) || (rule !== 'complex' && rule?.isRequired === true);
  const summary = element(
    'summary',
    '',
    element('strong', '', title),
    badge(widgetOf(editor.choices.widgets, field).title),
    isRequired ? badge('必填') : null,
    rule ? badge('有条件') : null,
  );
  const rename = (text: string) => {
    summary.firstElementChild!.textContent = text;
  };
  const details = element('details', 'builder-field', summary, fieldPanel(editor, name, rename));
  const move = (step: -1 | 1) => () => editor.apply(() => moveField(schema, name, step));
  return element(
    'li',
    '',
    keepOpen(editor, name, details),
    element(
      'div',
      'builder-tools',
      arrow('↑', `把「${title}」上移`, `${name}-up`, move(-1)),
      arrow('↓', `把「${title}」下移`, `${name}-down`, move(1)),
    ),
  );
}

function badge(text: string): HTMLElement {
  return element('span', 'badge badge-muted', text);
}
