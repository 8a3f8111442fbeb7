import type { Form } from '../../forms/schema/types.js';
import { recordableFields } from '../../forms/submission/appendRows.js';
import { claimTask, completeTask, recordRows } from '../../modules/tasks/index.js';
import { selectOpenTasks, selectTask, type TaskRow, type TicketRow } from '../../modules/tickets/index.js';
import type { Person } from '../../platform/actor.js';
import { runCommand } from '../../platform/runCommand.js';
import { openElements } from '../checks/openElements.js';
import { ScenarioFailure } from '../errors.js';
import { elementList, elementName } from '../report/elementNames.js';
import type { Act } from '../types.js';
import { explainRefusal } from './explainRefusal.js';
import { findActor } from './findActor.js';
import { elementsOf, type ScenarioRun } from './scenarioRun.js';
import { stepData } from './stepData.js';

type TaskAct = Extract<Act, { as: string }>;

/** Claims (where needed) and completes an open task, or saves its records. @returns what was done @throws {ScenarioFailure} */
export async function taskAct(run: ScenarioRun, ticket: TicketRow, act: TaskAct): Promise<string> {
  const { site, examples } = run;
  const { db, definitions } = site.runtime;
  const person = await findActor(site, act.as);
  const task = await findTask(run, ticket, act.elementId, person);
  if (task.status === 'ready') await runCommand(site.runtime, person, claimTask, { taskId: task.id });
  const { forms } = await definitions.load(db, ticket.definitionId);
  const form = forms.get(task.formKey ?? '')?.form;
  if (!form) throw new ScenarioFailure(`「${task.name}」没有表单，不能办理`);
  const { variables } = ticket;
  const data = await stepData(site, examples, person, form, { ...act, variables });
  const { revision } = await selectTask(db, task.id);
  const isRecord = act.kind === 'record';
  const input = { taskId: task.id, revision, data: isRecord ? recordsOf(form, data) : data };
  await explainRefusal<unknown>(form, () =>
    isRecord
      ? runCommand(site.runtime, person, recordRows, input)
      : runCommand(site.runtime, person, completeTask, input),
  );
  return `${person.name}${isRecord ? '在' : '办理'}「${task.name}」${isRecord ? '保存记录' : ''}`;
}

/** 保存记录 sends only what can be recorded while the task stays open. */
function recordsOf(form: Form, data: Record<string, unknown>): Record<string, unknown> {
  const names = recordableFields(form);
  return Object.fromEntries(Object.entries(data).filter(([name]) => names.includes(name)));
}

/** The open task of the element that the person has, else one to claim, else whichever there is. */
async function findTask(
  run: ScenarioRun,
  ticket: TicketRow,
  elementId: string,
  person: Person,
): Promise<TaskRow> {
  const { db } = run.site.runtime;
  const tasks = (await selectOpenTasks(db, ticket.id)).filter((task) => task.elementId === elementId);
  const task =
    tasks.find((one) => one.assigneeId === person.id) ??
    tasks.find((one) => one.status === 'ready') ??
    tasks[0];
  if (task) return task;
  const elements = await elementsOf(run, ticket);
  const open = elementList(elements, await openElements(db, ticket.id));
  throw new ScenarioFailure(`${elementName(elements, elementId)}此刻没有待办任务（待办：${open}）`);
}
