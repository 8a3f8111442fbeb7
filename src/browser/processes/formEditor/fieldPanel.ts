import { button, checkBox, element, selectInput, textInput } from './controls.js';
import type { Editor } from './editor.js';
import { putField, removeField, renameField, setRequired } from './fields.js';
import { kindControls } from './kindControls.js';
import { nameControl } from './nameControl.js';
import { partsPanel } from './partsPanel.js';
import { rulePanel } from './rulePanel.js';
import { ruleOf } from './rules.js';
import { placeOf, sectionsOf } from './sections.js';
import { setOrDelete } from './setOrDelete.js';
import type { Field } from './types.js';
import { offeredWidgets, resolveField, widgetOf, withWidget } from './widgets.js';

/** Everything that can be set for one field of the form. `rename` shows a new title while it is typed. */
export function fieldPanel(editor: Editor, name: string, rename: (title: string) => void): HTMLElement {
  const { schema } = editor;
  const field = schema.properties[name] ?? {};
  const shown = resolveField(field, schema);
  const type = (change: () => void) => editor.type(change);
  const setTitle = (text: string) => {
    rename(text);
    type(() => Object.assign(field, { title: text }));
  };
  return element(
    'div',
    'builder-panel',
    textInput('标题', `${name}-title`, shown.title, setTitle, { maxLength: 60 }),
    widgetSelect(editor, name, shown),
    textInput(
      '说明',
      `${name}-description`,
      shown.description,
      (text) => type(() => setOrDelete(field, 'description', text)),
      { isWide: true },
    ),
    ...placeControls(editor, name),
    ...flags(editor, name, field),
    ...kindControls(editor, { path: name, field, shown }),
    partsPanel(editor, name, shown),
    rulePanel(editor, name),
    fieldName(editor, name),
    button(
      '删除字段',
      `${name}-remove`,
      () => editor.apply(() => removeField(schema, name)),
      'btn btn-sm btn-ghost-danger',
    ),
  );
}

function widgetSelect(editor: Editor, name: string, shown: Field): HTMLElement {
  const { schema, choices } = editor;
  const present = widgetOf(choices.widgets, shown);
  const options = offeredWidgets(choices.widgets, present, { inRow: false });
  return selectInput('控件', `${name}-widget`, options, present.name, (widget) =>
    editor.apply(() => {
      schema.properties[name] = withWidget(choices.widgets, shown, widget);
    }),
  );
}

function placeControls(editor: Editor, name: string): HTMLElement[] {
  const { schema } = editor;
  const groups = sectionsOf(schema);
  if (groups.length < 2) return [];
  const options = groups.map(({ title }, index) => ({
    value: String(index),
    label: title ?? '（不在分组中）',
  }));
  const { section } = placeOf(groups, name);
  const put = (value: string) => editor.apply(() => putField(schema, name, Number(value)));
  return [selectInput('分组', `${name}-section`, options, String(section), put)];
}

function flags(editor: Editor, name: string, field: Field): HTMLElement[] {
  const { schema } = editor;
  const hints = field['x-ui'] ?? {};
  const setHint = (hint: string) => (isSet: boolean) =>
    editor.apply(() => {
      field['x-ui'] = { ...field['x-ui'] };
      setOrDelete(field['x-ui'], hint, isSet);
      if (Object.keys(field['x-ui']).length === 0) delete field['x-ui'];
    });
  const required = checkBox('必填', `${name}-required`, schema.required?.includes(name) ?? false, (isSet) =>
    editor.apply(() => setRequired(schema, name, isSet)),
  );
  return [
    element(
      'div',
      'builder-flags builder-wide',
      ruleOf(schema, name) === null ? required : null,
      checkBox('占整行', `${name}-wide`, hints.wide === true, setHint('wide')),
      checkBox('每次重新填写', `${name}-fresh`, hints.fresh === true, setHint('fresh')),
      widgetOf(editor.choices.widgets, resolveField(field, schema)).inCourse
        ? checkBox('列入办理经过', `${name}-inCourse`, hints.inCourse === true, setHint('inCourse'))
        : null,
    ),
  ];
}

function fieldName(editor: Editor, name: string): HTMLElement {
  const { schema } = editor;
  return nameControl({
    key: `${name}-name`,
    name,
    owner: schema,
    hint: '工单数据中的名称，流程条件也用它；字母和数字，以小写字母开头。',
    rename(wanted) {
      editor.open.delete(name);
      editor.open.add(wanted);
      editor.apply(() => renameField(schema, name, wanted));
    },
  });
}
