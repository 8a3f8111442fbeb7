import { isMultiInstance } from '../../../bpmn/loadDefinition.js';
import { courseFields } from '../../../forms/view/courseFields.js';
import type { DeployedDefinition } from '../../processes/index.js';
import type { TaskRow } from '../../tickets/index.js';

/**
 * Fields of a task's form that start empty whatever the ticket holds: in a 会签, the vote, and what each signer decides
 * and says. Else the page would show the signer before, ready to be submitted as one's own.
 */
export function freshFields(
  { engine, elements, forms }: DeployedDefinition,
  { elementId, formKey }: Pick<TaskRow, 'elementId' | 'formKey'>,
): ReadonlySet<string> {
  const form = forms.get(formKey ?? '')?.form;
  if (!form || !isMultiInstance(engine, elementId)) return new Set();
  const { voteField } = elements.get(elementId)?.properties ?? {};
  return new Set([...courseFields(form), ...(voteField === undefined ? [] : [voteField])]);
}
