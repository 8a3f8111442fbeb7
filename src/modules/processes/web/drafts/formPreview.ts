import { type FormProblem, findFormProblem } from '../../../../forms/schema/findFormProblem.js';
import { checkFormSet } from '../../../../forms/schema/loadForms.js';
import { readCheckedForm } from '../../../../forms/schema/readCheckedForm.js';
import type { Form } from '../../../../forms/schema/types.js';
import { formView } from '../../../../forms/view/formView.js';
import { prefill } from '../../../../forms/view/prefill.js';
import type { FormView } from '../../../../forms/view/viewTypes.js';
import type { Person } from '../../../../platform/actor.js';
import { InvalidFormDefinition } from '../../../../platform/errors.js';
import type { Web } from '../../../../platform/web/deps.js';
import { loadFormContext } from '../../../customers/index.js';
import { loadDraftForms } from '../../steps/draftForms.js';

interface PreviewInput {
  draft: { id: number };
  key: string;
  text: string;
}

/** The form as staff will see it on a fresh ticket; what keeps it from being shown, or from being published with the others. */
export async function previewForm(
  web: Web,
  person: Person,
  { draft, key, text }: PreviewInput,
): Promise<{ form: FormView | null; problems: FormProblem[] }> {
  const problem = findFormProblem(key, text);
  if (problem) return { form: null, problems: [problem] };
  const form = readCheckedForm(key, text);
  const { db, clock } = web.runtime;
  const moment = { now: clock.now(), timeZone: web.config.timeZone };
  const context = await loadFormContext(db, [form], person, moment, {});
  const others = await loadDraftForms(db, web.designer.forms, draft);
  return {
    form: formView(form, prefill(form, context), [], context),
    problems: conflictWith(
      form,
      others.map((one) => one.form),
    ),
  };
}

/** A field must mean the same in all forms, or one would overwrite the other. */
function conflictWith(form: Form, others: readonly Form[]): FormProblem[] {
  const together = new Map(
    [...others.filter(({ key }) => key !== form.key), form].map((one) => [one.key, one]),
  );
  try {
    checkFormSet(together);
    return [];
  } catch (error) {
    if (!(error instanceof InvalidFormDefinition)) throw error;
    return [{ line: 1, message: `与其他表单不一致，发布前须改正：${error.reason}。` }];
  }
}
