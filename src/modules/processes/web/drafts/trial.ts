import { z } from 'zod';
import { explainExpression } from '../../../../bpmn/explanation/explainExpression.js';
import { readTypedValue } from '../../../../bpmn/explanation/readTypedValue.js';
import { tryExpression, variablesAskedBy } from '../../../../bpmn/explanation/tryExpression.js';
import { anyType } from '../../../../bpmn/feel/index.js';
import type { DataOfElement } from '../../../../bpmn/names/dataOfElement.js';
import { findMistakes } from '../../../../bpmn/names/findMistakes.js';
import { kindNames } from '../../../../bpmn/names/kindNames.js';
import type { KnownField, KnownFields } from '../../../../bpmn/names/knownData.js';
import type { Variables } from '../../../../bpmn/types.js';
import type { Person } from '../../../../platform/actor.js';
import { InvalidForm } from '../../../../platform/errors.js';
import type { Web } from '../../../../platform/web/deps.js';
import { personOf } from '../../../../platform/web/person.js';
import { receives } from '../../../../platform/web/receives.js';
import { selectCalledFields } from '../../steps/calledFields.js';
import { fieldsNamedIn } from '../../steps/checkDraft.js';
import { usableForms } from '../../steps/usableForms.js';
import { readDraft } from './editor.js';

declare module '../../../../platform/web/deps.js' {
  interface Web {
    /** The data of a ticket that the person may see. @throws {NotFound} for any other */
    ticketVariables(person: Person, number: string): Promise<Variables>;
  }
}

const maxNumberLength = 40;
const trialBody = z.strictObject({
  expression: z.string(),
  elementId: z.string(),
  /** Whose data it sees: the ticket's own, or those of the process that the element calls. */
  sees: z.enum(['own', 'called']).default('own'),
  /** The ticket to try it on; null: on the values, or on nothing where these are null as well. */
  ticket: z.string().max(maxNumberLength, '太长').nullable().describe('工单号'),
  values: z.record(z.string(), z.string()).nullable(),
});

/** POST /drafts/:id/trials: what is wrong with an expression, and what it comes to on a ticket's data or on typed values. */
export const run = receives(trialBody, async (web, req, res, question) => {
  const { draft } = await readDraft(web, req);
  const { fields, later } = await fieldsOf(web, draft, question);
  const { expression, ticket, values } = question;
  const variables =
    ticket !== null
      ? await web.ticketVariables(personOf(req), ticket)
      : values && typedVariables(values, fields);
  const [now, zone] = [web.runtime.clock.now(), web.config.timeZone];
  res.json({
    mistakes: findMistakes(expression, fields),
    data: dataOf(expression, fields, now, zone),
    known: knownOf(fields, later),
    trial: variables && tryExpression(expression, { fields, variables, now, zone }),
  });
});

async function fieldsOf(
  web: Web,
  draft: { id: number; xml: string },
  { elementId, sees }: z.infer<typeof trialBody>,
): Promise<DataOfElement> {
  const { db } = web.runtime;
  const { forms: catalog, services, diagrams } = web.designer;
  const forms = await usableForms(db, catalog, draft);
  const serviceResults = new Map(services.map(({ id, results }) => [id, results]));
  const fields = fieldsNamedIn(
    draft.xml,
    [...forms.values()].map((form) => ({ form })),
  );
  const called = await selectCalledFields(db, diagrams, draft.xml, serviceResults);
  return diagrams.dataAt(draft.xml, elementId, sees, { fields, serviceResults, called });
}

/** What a ticket may know at the element, by what people call it. */
function knownOf(fields: KnownFields, later: ReadonlySet<string>) {
  return describeFields(fields).map((field) => ({ ...field, isLater: later.has(field.name) }));
}

function describeFields(fields: KnownFields): DescribedField[] {
  return [...fields].map(([name, { label, type, options, fields: inside }]) => ({
    name,
    label,
    kind: kindNames[type.kind] ?? '',
    options: options.map(({ value, label: title }) => ({ value, title })),
    fields: inside ? describeFields(inside) : [],
  }));
}

interface DescribedField {
  name: string;
  label: string;
  kind: string;
  options: { value: unknown; title: string }[];
  fields: DescribedField[];
}

/** What the person typed as a ticket would store it. @throws {InvalidForm} */
function typedVariables(values: Record<string, string>, fields: KnownFields): Variables {
  const given = Object.entries(values).filter(([, text]) => text.trim() !== '');
  const read = given.map(([name, text]) => {
    const field = fields.get(name);
    return { name, label: field?.label ?? name, ...readTypedValue(text.trim(), field?.type ?? anyType) };
  });
  const errors = read.flatMap((one) =>
    'problem' in one ? [{ path: one.name, message: `「${one.label}」${one.problem}。` }] : [],
  );
  if (errors.length > 0) throw new InvalidForm(errors);
  return Object.fromEntries(read.flatMap((one) => ('value' in one ? [[one.name, one.value]] : [])));
}

/** The data that the expression reads, with their labels. */
function dataOf(expression: string, fields: KnownFields, now: Date, zone: string) {
  const names = variablesAskedBy(explainExpression(expression, {}, { now, zone, types: new Map() }));
  return names.map((name) => {
    const field = fields.get(name);
    return {
      name,
      label: field?.label ?? name,
      kind: field?.type.kind ?? 'Any',
      options: field?.type.kind === 'boolean' ? yesOrNo : optionsOf(field),
    };
  });
}

const yesOrNo = [
  { value: 'true', label: '是' },
  { value: 'false', label: '否' },
];

function optionsOf(field: KnownField | undefined) {
  return (field?.options ?? []).map(({ value, label }) => ({ value: String(value), label }));
}
