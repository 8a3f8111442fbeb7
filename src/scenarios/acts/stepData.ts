import { computeFields } from '../../forms/compute/computeFields.js';
import { dropFieldsNotAskedFor } from '../../forms/compute/conditions.js';
import type { Form } from '../../forms/schema/types.js';
import { widgetOf } from '../../forms/widgets/widgetOf.js';
import type { Person } from '../../platform/actor.js';
import { ScenarioFailure } from '../errors.js';
import { uploadSamples } from '../files/uploadSamples.js';
import type { ScenarioSite } from '../sites/site.js';
import type { FormExamples } from '../types.js';
import { resolveSymbols } from './symbols.js';

type Data = Record<string, unknown>;

/**
 * What a person's browser would send of a form: the example, with the customer and the product that the ticket has already, and
 * with the step's own values (null: left empty), symbols resolved, files uploaded, fields dropped that do not apply.
 * @throws {ScenarioFailure} when the form has no such example
 */
export async function stepData(
  site: ScenarioSite,
  examples: FormExamples,
  person: Person,
  form: Form,
  step: { form?: string; data?: Data; variables: Data },
): Promise<Data> {
  const example = findExample(examples, form, step.form);
  const raw = { ...example, ...knownFileRecords(form, example, step.variables), ...step.data };
  const filled = Object.fromEntries(Object.entries(raw).filter(([, value]) => value !== null));
  const resolved = (await resolveSymbols(site, filled)) as Data;
  const asked = dropFieldsNotAskedFor(form.schema, resolved);
  const data = (await uploadSamples(site, person, asked)) as Data;
  return computeFields(form, data);
}

function findExample(examples: FormExamples, form: Form, title: string | undefined): Data {
  const cases = examples.get(form.key) ?? [];
  const found = title === undefined ? cases[0] : cases.find((one) => one.case === title);
  if (found) return found.data;
  if (title === undefined) return {};
  const known = cases.map((one) => `「${one.case}」`).join('、') || '无';
  throw new ScenarioFailure(`表单《${form.title}》没有名为「${title}」的样例（现有：${known}）`);
}

/** A page shows the ticket's customer and product, so what an example says of a new one is not entered again. */
function knownFileRecords(form: Form, example: Data, variables: Data): Data {
  return Object.fromEntries(
    Object.entries(form.schema.properties)
      .filter(([name, property]) => widgetOf(property).isFileRecord && example[name] && variables[name])
      .map(([name, property]) => {
        const both: Data = { ...(example[name] as Data), ...(variables[name] as Data) };
        const shown = Object.entries(both).filter(([part]) => Object.hasOwn(property.properties ?? {}, part));
        return [name, Object.fromEntries(shown)];
      }),
  );
}
