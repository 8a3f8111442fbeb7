import { optionsOf } from '../../../../forms/schema/propertyTypes.js';
import { readCheckedForm } from '../../../../forms/schema/readCheckedForm.js';
import type { Form } from '../../../../forms/schema/types.js';
import { widgetOf } from '../../../../forms/widgets/widgetOf.js';
import type { Handler } from '../../../../platform/web/deps.js';
import { ruleText, serviceRules } from '../../model/serviceRules.js';
import { actionNames, taskActions } from '../../model/taskActions.js';
import { selectDraftChoices } from '../../read/processDrafts.js';
import { readDraft } from './editor.js';

/** GET /drafts/:id/choices: what the pickers and the completion of expressions offer. */
export const choices: Handler = async (web, req, res) => {
  const { db } = web.runtime;
  const { draft } = await readDraft(web, req);
  const { draftForms, ...stored } = await selectDraftChoices(db, draft.id);
  const forms = new Map((await web.designer.forms.forms(db)).map((form) => [form.key, form]));
  const changed = new Set(draftForms.map(({ formKey }) => formKey));
  for (const { formKey, schema } of draftForms) {
    const form = readable(formKey, schema);
    if (form) forms.set(formKey, form);
  }
  const inOrder = [...forms.values()].sort((a, b) => a.title.localeCompare(b.title, 'zh-CN'));
  res.json({
    ...stored,
    forms: inOrder.map(({ key, title }) => ({ key, title, changed: changed.has(key) })),
    topics: web.designer.services,
    actions: taskActions.map((id) => ({ id, name: actionNames[id] })),
    rules: Object.keys(serviceRules).map((id) => ({ id, name: ruleText(id) })),
    variables: inOrder.flatMap(variablesOf),
  });
};

/** A form of a draft may still be unfinished; then the published one is offered. */
function readable(key: string, schema: string): Form | null {
  try {
    const form = readCheckedForm(key, schema);
    return typeof form.title === 'string' && form.schema.properties ? form : null;
  } catch {
    return null;
  }
}

/** Every field of a form is a variable of the ticket. */
function variablesOf({ key, title: formTitle, schema }: Form) {
  return Object.entries(schema.properties).map(([name, property]) => ({
    name,
    title: property.title ?? name,
    form: key,
    formTitle,
    kind: widgetOf(property).name,
    values: optionsOf(property).map((option) => ({ value: option.const, title: option.title })),
  }));
}
