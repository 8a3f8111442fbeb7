import { checkBox, element, selectInput } from './controls.js';
import type { Editor } from './editor.js';
import { type Rule, ruleOf, setRule } from './rules.js';
import type { Field } from './types.js';
import { resolveField, widgetOf } from './widgets.js';

/** When a field is asked for: always, or while a choice has one of some values. */
export function rulePanel(editor: Editor, name: string): HTMLElement {
  const { schema } = editor;
  const rule = ruleOf(schema, name);
  const legend = element('legend', 'form-label', '显示条件');
  const set = (next: Rule | null) => editor.apply(() => setRule(schema, name, next));
  if (rule === 'complex') {
    const text = element(
      'p',
      'form-hint',
      '这个字段由多个条件决定，请在 JSON 文本中修改（if、then、else）。',
    );
    return element('fieldset', 'builder-wide builder-rule', legend, text);
  }
  const deciders = Object.entries(schema.properties).filter(
    ([other, field]) => other !== name && valuesOf(editor, resolveField(field, schema)).length > 0,
  );
  const options = [
    { value: '', label: '始终显示' },
    ...deciders.map(([other, field]) => ({
      value: other,
      label: `由「${resolveField(field, schema).title ?? other}」决定`,
    })),
  ];
  const choose = (field: string) => {
    const [first] =
      field === '' ? [] : valuesOf(editor, resolveField(schema.properties[field] ?? {}, schema));
    set(first ? { field, values: [first.value], isRequired: isRequired(editor, name, rule) } : null);
  };
  return element(
    'fieldset',
    'builder-wide builder-rule',
    legend,
    selectInput('何时显示', `${name}-rule`, options, rule?.field ?? '', choose),
    rule ? valueBoxes(editor, name, rule, set) : null,
  );
}

function isRequired({ schema }: Editor, name: string, rule: Rule | null): boolean {
  return rule?.isRequired ?? schema.required?.includes(name) ?? false;
}

function valueBoxes(editor: Editor, name: string, rule: Rule, set: (rule: Rule) => void): HTMLElement {
  const decider = resolveField(editor.schema.properties[rule.field] ?? {}, editor.schema);
  const boxes = valuesOf(editor, decider).map(({ value, label }, index) =>
    checkBox(label, `${name}-rule-${index}`, rule.values.includes(value), (isSet) => {
      const others = rule.values.filter((one) => one !== value);
      set({ ...rule, values: isSet ? [...others, value] : others });
    }),
  );
  const required = checkBox('显示时必填', `${name}-rule-required`, rule.isRequired, (isSet) =>
    set({ ...rule, isRequired: isSet }),
  );
  const words = element('span', 'text-secondary', `「${decider.title ?? rule.field}」为下列值时显示：`);
  return element('div', '', words, element('div', 'builder-flags', ...boxes), required);
}

/** The values that a condition can compare with. */
function valuesOf({ choices }: Editor, field: Field): { value: unknown; label: string }[] {
  const { decides = [] } = widgetOf(choices.widgets, field).editor ?? {};
  const own = field.type === 'array' ? [] : (field.oneOf ?? []);
  const options = decides === 'options' ? own : decides;
  return options.map((option) => ({ value: option.const, label: option.title }));
}
