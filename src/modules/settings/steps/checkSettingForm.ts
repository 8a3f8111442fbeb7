import type { Form } from '../../../forms/schema/types.js';
import { validateSubmission } from '../../../forms/submission/validateSubmission.js';
import { InvalidForm } from '../../../platform/errors.js';
import type { CommandContext } from '../../../platform/runCommand.js';

/** Checks the data of a settings form by its schema. @throws {InvalidForm} */
export function checkSettingForm(context: CommandContext, form: Form, data: Record<string, unknown>): void {
  const errors = validateSubmission(form, data, {
    now: context.now.toISOString(),
    timeZone: context.settings.timeZone,
    actor: { id: context.actor.id as number, name: context.actor.name },
    people: {},
    variables: {},
  });
  if (errors.length > 0) throw new InvalidForm(errors);
}
