import { optionsOf } from '../../../../forms/schema/propertyTypes.js';
import type { Form } from '../../../../forms/schema/types.js';
import { widgetOf } from '../../../../forms/widgets/widgetOf.js';
import type { Handler } from '../../../../platform/web/deps.js';
import { ruleText, serviceRules } from '../../model/serviceRules.js';
import { actionNames, taskActions } from '../../model/taskActions.js';
import { selectDraftChoices } from '../../read/processDrafts.js';
import { usableForms } from '../../steps/usableForms.js';
import { readDraft } from './editor.js';

/** GET /drafts/:id/choices: what the pickers and the completion of expressions offer. */
export const choices: Handler = async (web, req, res) => {
  const { db } = web.runtime;
  const { draft } = await readDraft(web, req);
  const { draftForms, ...stored } = await selectDraftChoices(db, draft.id);
  const forms = await usableForms(db, web.designer.forms, draft);
  const changed = new Set(draftForms.map(({ formKey }) => formKey));
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
