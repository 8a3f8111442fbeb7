import type { Knex } from 'knex';
import type { DefinitionElement } from '../../../bpmn/types.js';
import {
  type AuditedRule,
  auditedRules,
  incompatiblePairs,
  tasksServingRule,
} from '../model/auditedRules.js';

/** The elements of each process, over all its versions. */
export type ElementsByProcess = ReadonlyMap<string, DefinitionElement[]>;

/** The elements of each process, collected over all its versions. */
export async function selectElementsByProcess(db: Knex): Promise<ElementsByProcess> {
  const rows: { key: string; elements: string }[] = await db('process_definitions').select('key', 'elements');
  const byProcess = new Map<string, DefinitionElement[]>();
  for (const { key, elements } of rows) {
    byProcess.set(key, [...(byProcess.get(key) ?? []), ...(JSON.parse(elements) as DefinitionElement[])]);
  }
  return byProcess;
}

/** Limits the query to tickets that break the rule. */
export function whereRuleIsBroken(
  db: Knex,
  query: Knex.QueryBuilder,
  rule: AuditedRule,
  processes: ElementsByProcess,
): void {
  if (rule === 'R14') {
    query.whereIn('tickets.id', db('ticket_flags').where({ flag: 'repeatedRepair' }).select('ticketId'));
    return;
  }
  query.where((any) => {
    any.whereRaw('1 = 0');
    for (const [processKey, elements] of processes) {
      if (rule === 'R18') orBothPerformedByOnePerson(db, any, processKey, elements);
      else orBrokenByTasks(db, any, rule, processKey, [...new Set(tasksServingRule(elements, rule))]);
    }
  });
}

/**
 * R3 is broken when an escalation task was created; R9 and R12, when the ticket ended without the form that they require.
 */
function orBrokenByTasks(
  db: Knex,
  any: Knex.QueryBuilder,
  rule: AuditedRule,
  processKey: string,
  elementIds: string[],
): void {
  if (elementIds.length === 0) return;
  const table = rule === 'R3' ? 'tasks' : 'form_submissions';
  const found = db(table).whereIn('elementId', elementIds).select('ticketId');
  any.orWhere((one) => {
    one.where('tickets.processKey', processKey);
    if (rule === 'R3') one.whereIn('tickets.id', found);
    else one.where('tickets.status', 'ended').whereNotIn('tickets.id', found);
  });
}

function orBothPerformedByOnePerson(
  db: Knex,
  any: Knex.QueryBuilder,
  processKey: string,
  elements: readonly DefinitionElement[],
): void {
  for (const [approves, prepares] of incompatiblePairs(elements)) {
    const both = db('form_submissions as approved')
      .join('form_submissions as prepared', (same) =>
        same
          .on('prepared.ticketId', 'approved.ticketId')
          .andOn('prepared.submittedBy', 'approved.submittedBy'),
      )
      .where('approved.elementId', approves)
      .where('prepared.elementId', prepares)
      .select('approved.ticketId');
    any.orWhere((one) => one.where('tickets.processKey', processKey).whereIn('tickets.id', both));
  }
}

/** The rules that each of the tickets breaks. */
export async function selectBreaches(
  db: Knex,
  ticketIds: number[],
  processes: ElementsByProcess,
): Promise<Map<number, AuditedRule[]>> {
  const breaches = new Map<number, AuditedRule[]>();
  for (const { id: rule } of auditedRules) {
    const query = db('tickets').whereIn('tickets.id', ticketIds).select('tickets.id');
    whereRuleIsBroken(db, query, rule, processes);
    for (const { id } of (await query) as { id: number }[])
      breaches.set(id, [...(breaches.get(id) ?? []), rule]);
  }
  return breaches;
}
