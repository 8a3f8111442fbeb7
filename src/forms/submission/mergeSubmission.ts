import type { Form } from '../schema/types.js';
import { isAppendRows } from '../widgets/widgetOf.js';

type Data = Record<string, unknown>;

/**
 * The ticket's variables after a submission (with growing tables already whole): submitted values replace the ticket's,
 * and a field of the form that was left empty, or no longer applies, is removed from the ticket.
 */
export function mergeSubmission(form: Form, data: Data, variables: Data): Data {
  const properties = form.schema.properties;
  const isCleared = (name: string) =>
    Object.hasOwn(properties, name) && !Object.hasOwn(data, name) && !isAppendRows(properties[name] ?? {});
  const kept = Object.entries(variables).filter(([name]) => !isCleared(name));
  return { ...Object.fromEntries(kept), ...data };
}
