import { isDeepStrictEqual } from 'node:util';
import { evaluateCallOutput } from '../../../../bpmn/evaluateCallOutput.js';
import type { Definition } from '../../../../bpmn/loadDefinition.js';
import { waitingElement } from '../../../../bpmn/step.js';
import type { Variables } from '../../../../bpmn/types.js';
import { mergeSubmission } from '../../../../forms/submission/mergeSubmission.js';
import type { AuditEventRow, FormSubmissionRow, TicketRow } from '../../../tickets/index.js';
import type { Difference } from './report.js';
import type { Rerun } from './rerun.js';

/** What can change the ticket's data: submitted forms and called tickets. */
export interface Causes {
  submissions: ReadonlyMap<number, FormSubmissionRow>;
  /** Called tickets by number. */
  called: ReadonlyMap<string, CalledTicket>;
  timeZone: string;
}

export interface CalledTicket {
  ticket: TicketRow;
  definition: Definition;
}

const throughJson = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

/** Events that merge a submitted form into the ticket's data. */
const submissionEvents = new Set(['task.completed', 'signing.started']);

/**
 * Compares the data after the event with the data before it, changed by the submitted form or the called ticket's result.
 */
export function causeDifferences(
  event: AuditEventRow,
  before: Variables,
  { variables, definition, result }: Rerun,
  { submissions, called, timeZone }: Causes,
): Difference[] {
  const { seq, data } = event;
  if (event.type === 'call.completed') {
    const child = called.get(String(data.child));
    if (!child || !definition) return [{ seq, message: `找不到下级工单 ${data.child}` }];
    const { number, status } = child.ticket;
    if (status !== data.status) return [{ seq, message: `下级工单 ${number} 的结果与记录不符` }];
    const elementId = (result && waitingElement(result.state, String(event.executionId))) ?? '';
    const expected = { ...before, ...outputOf(child, definition.engine, elementId, event.at, timeZone) };
    return areSame(expected, variables) ? [] : [{ seq, message: `下级工单 ${number} 带回的数据与重算不符` }];
  }
  const submission = submissions.get(Number(data.submissionId));
  if (!submissionEvents.has(event.type) || !submission || !result) return [];
  const form = definition?.forms.get(String(data.form))?.form;
  if (!form) return [{ seq, message: `找不到表单 ${data.form}` }];
  const expected = mergeSubmission(form, submission.data, before);
  return areSame(expected, variables) ? [] : [{ seq, message: '工单数据与所提交的表单不符' }];
}

function areSame(expected: Variables, found: Variables): boolean {
  return isDeepStrictEqual(throughJson(expected), throughJson(found));
}

function outputOf(
  { ticket, definition }: CalledTicket,
  caller: Definition,
  elementId: string,
  at: string,
  timeZone: string,
): Variables {
  const { parentOutput, variables } = ticket;
  const end = { output: parentOutput ?? {}, variables, definition, elementId };
  return evaluateCallOutput(caller, end, new Date(at), timeZone);
}
