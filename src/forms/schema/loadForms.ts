import { InvalidFormDefinition } from '../../platform/errors.js';
import { widgetOf } from '../widgets/widgetOf.js';
import { parseForm } from './parseForm.js';
import { typesOf } from './propertyTypes.js';
import { readCheckedForm } from './readCheckedForm.js';
import type { Form } from './types.js';

/**
 * Reads all form files of the department, by key. Besides each file it checks what only shows across files: keys are unique,
 * `summaryOf` names forms that exist, and a property name means the same kind of value in all forms.
 * Throws InvalidFormDefinition.
 * @param checked texts by key that were accepted before: a form with the same text is not checked again by itself
 */
export function loadForms(
  files: { path: string; text: string }[],
  checked: ReadonlyMap<string, string> = new Map(),
): Map<string, Form> {
  const forms = new Map<string, Form>();
  const paths = new Map<string, string>();
  for (const { path, text } of files) {
    const key = path.replace(/\.schema\.json$/, '');
    const form = checked.get(key) === text ? readCheckedForm(key, text) : parseForm(path, text);
    if (forms.has(form.key)) throw new InvalidFormDefinition(path, `与 ${paths.get(form.key)} 同名`);
    forms.set(form.key, form);
    paths.set(form.key, path);
  }
  checkFormSet(forms);
  return forms;
}

/** Checks what only shows across forms. Throws InvalidFormDefinition. */
export function checkFormSet(forms: Map<string, Form>): void {
  for (const form of forms.values()) checkSummaries(form, forms);
  checkVocabulary(forms);
}

const fileOf = ({ key }: Form) => `${key}.schema.json`;

function checkSummaries(form: Form, forms: Map<string, Form>): void {
  for (const key of form.schema['x-ui']?.summaryOf ?? []) {
    if (!forms.has(key))
      throw new InvalidFormDefinition(fileOf(form), `x-ui.summaryOf 中的表单 ${key} 不存在`);
  }
}

/** Variables are a flat merge of all forms, so one name with two meanings would overwrite itself. */
function checkVocabulary(forms: Map<string, Form>): void {
  const seen = new Map<string, { kind: string; key: string }>();
  for (const form of forms.values()) {
    for (const [name, property] of Object.entries(form.schema.properties)) {
      const kind = `${widgetOf(property).name}/${typesOf(property).join()}`;
      const first = seen.get(name);
      if (first && first.kind !== kind) {
        const reason = `字段 ${name} 与表单 ${first.key} 中的同名字段类型不同（${kind}，${first.kind}）`;
        throw new InvalidFormDefinition(fileOf(form), reason);
      }
      seen.set(name, first ?? { kind, key: form.key });
    }
  }
}
