import type { Form } from '../../../forms/schema/types.js';
import { readSentForm, type SentForm } from '../../../forms/submission/readSentForm.js';
import { type FieldError, InvalidForm, NotAllowed, NotFound } from '../../../platform/errors.js';
import type { CommandContext } from '../../../platform/runCommand.js';
import { maySeeTask } from '../../tickets/index.js';
import { type LockedTask, lockTask } from '../steps/lockTask.js';
import { saveLoadedTaskDraft } from '../steps/saveTaskDraft.js';
import { completeLockedTask, wasCompletedBy } from './completeTask.js';
import { recordLockedRows } from './recordRows.js';
import { resolveLockedTask } from './resolveTask.js';

type Data = Record<string, unknown>;

export interface SubmitTaskInput {
  taskId: number;
  sent: SentForm;
  /** 提交, 保存记录, 交回, 暂存; `read` only stores the files and returns the typed data. */
  kind: 'complete' | 'record' | 'giveBack' | 'draft' | 'read';
  /** Revision of the task that the page showed. */
  revision: number;
  performers?: Readonly<Record<string, number | null>>;
  /** Receives the form, even if the submission is then refused. */
  onFormLoaded(form: Form): void;
}

export type SubmittedTask =
  | { kind: 'complete'; number: string }
  | { kind: 'record'; recorded: number }
  | { kind: 'giveBack'; owner: string }
  | { kind: 'draft' }
  | { kind: 'read'; data: Data; errors: FieldError[] };

/**
 * Handles a posted task form: loads task, ticket and process version once, reads the form, and does what
 * the pressed button asks for, all in one transaction.
 * @throws {NotFound} when the actor may not see the task
 * @throws {InvalidForm} {NotAllowed} {StaleTicket} {TaskAlreadyCompleted} {TaskCancelled} {EngineError}
 */
export async function submitTask(context: CommandContext, input: SubmitTaskInput): Promise<SubmittedTask> {
  const { taskId, sent, kind, revision, performers } = input;
  const locked = await lockTask(context, taskId);
  if (!maySeeTask(context.actor, locked.task)) throw new NotFound('任务');
  const form = await formOf(context, locked);
  input.onFormLoaded(form);
  if (kind === 'complete' && wasCompletedBy(context.actor, locked.task))
    return { kind, number: locked.ticket.number };
  const { data, errors } = await readSentForm(context, sent, form, locked.ticket.variables);
  if (kind === 'read') return { kind, data, errors };
  if (kind === 'giveBack') return { kind, ...(await resolveLockedTask(context, locked, data)) };
  if (kind === 'draft') {
    await saveLoadedTaskDraft(context, locked.task, data);
    return { kind };
  }
  if (errors.length > 0) throw new InvalidForm(errors);
  if (kind === 'record') return { kind, ...(await recordLockedRows(context, locked, { data, revision })) };
  return { kind, ...(await completeLockedTask(context, locked, { data, revision, performers })) };
}

async function formOf(context: CommandContext, { ticket, task }: LockedTask): Promise<Form> {
  const { forms } = await context.definitions.load(context.tx, ticket.definitionId);
  const form = forms.get(task.formKey ?? '')?.form;
  if (!form) throw new NotAllowed('该任务没有表单，不能办理。');
  return form;
}
