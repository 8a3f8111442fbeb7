import type { Knex } from 'knex';
import { optionsOf } from '../../../forms/schema/propertyTypes.js';
import type { FormSchema, PropertySchema } from '../../../forms/schema/types.js';
import { selectGroups } from '../../people/index.js';
import { selectForms } from '../../processes/index.js';
import type { RunSubmission } from '../model/runApprovals.js';
import { selectSubmissions } from '../store/formSubmissions.js';
import { selectTasksOfTicket, type TaskRow } from '../store/tasks.js';

type Names = ReadonlyMap<string, string>;

/** All submissions of these tickets in order, with the display hints of their forms. */
export async function loadRunSubmissions(db: Knex, ticketIds: readonly number[]): Promise<RunSubmission[]> {
  const names = new Map((await selectGroups(db)).map(({ id, name }) => [id, name]));
  const run: RunSubmission[] = [];
  for (const ticketId of ticketIds) {
    const submissions = await selectSubmissions(db, ticketId);
    const tasks = new Map((await selectTasksOfTicket(db, ticketId)).map((task) => [task.id, task]));
    const forms = await selectForms(db, [...new Set(submissions.map(({ formId }) => formId))]);
    const shown = new Map(forms.map(({ id, key, schema }) => [id, { key, ...readForm(schema, names) }]));
    for (const { formId, taskId, ...submission } of submissions) {
      const { key: formKey = '', summaryOf = [], shownFields = [] } = shown.get(formId) ?? {};
      const task = taskId === null ? null : taskOf(tasks.get(taskId));
      run.push({ ...submission, formKey, summaryOf, shownFields, task });
    }
  }
  return run;
}

/** Returned, withdrawn or cancelled tasks no longer count. */
function taskOf(task: TaskRow | undefined): RunSubmission['task'] {
  if (!task) return { createdAt: '', isInForce: false };
  return { createdAt: task.createdAt, isInForce: task.status === 'completed' && task.outcome === null };
}

function readForm(text: string, names: Names) {
  const schema = JSON.parse(text) as FormSchema;
  const fields = Object.entries(schema.properties);
  return {
    summaryOf: schema['x-ui']?.summaryOf ?? [],
    shownFields: fields.flatMap(([name, property]) => (showsGroups(property, names) ? name : [])),
  };
}

/** Whether a field is an organisation that shows the groups of positions with their real names. */
function showsGroups(property: PropertySchema, names: Names): boolean {
  const groups = property.items?.properties?.positions?.items?.properties?.groups?.items;
  return (
    groups !== undefined && optionsOf(groups).every(({ const: id, title }) => names.get(String(id)) === title)
  );
}
