import type { Knex } from 'knex';
import {
  isRequest,
  type RegisterState,
  registerStateOf,
} from '../../../src/modules/tickets/model/register.js';
import type { TicketStatus } from '../../../src/modules/tickets/model/ticketStatus.js';
import { selectAuditEvents } from '../../../src/modules/tickets/store/auditEvents.js';
import { findBrokenLink } from '../../../src/platform/access/auditChain.js';
import { inboxDiffers } from './inboxInvariant.js';

const openTask = ['ready', 'claimed', 'delegated', 'suspended'];
const pendingJob = ['ready', 'leased', 'failed'];

interface StoredTicket {
  id: number;
  number: string;
  status: string;
  eventCount: number;
  headHash: string;
}

/** One sentence for each thing in the database that can't be true, whatever happened before. */
export async function brokenInvariants(db: Knex): Promise<string[]> {
  const tickets: StoredTicket[] = await db('tickets').orderBy('id');
  const perTicket = await Promise.all(tickets.map((ticket) => brokenInTicket(db, ticket)));
  return [
    ...perTicket.flat(),
    ...(await submissionsAndTasksDiffer(db)),
    ...(await timersFiredTwice(db)),
    ...(await filedWrong(db)),
    ...(await registerDiffers(db)),
    ...(await inboxDiffers(db)),
  ];
}

async function brokenInTicket(db: Knex, ticket: StoredTicket): Promise<string[]> {
  const events = await selectAuditEvents(db, ticket.id);
  const broken = findBrokenLink(events, ticket);
  const waiting = await countWaiting(db, ticket.id);
  return [
    ...(broken === null ? [] : [`${ticket.number}: the audit chain breaks at event ${broken}`]),
    ...(ticket.status === 'active' && waiting === 0
      ? [`${ticket.number} is active and waits for nothing`]
      : []),
    ...(ticket.status !== 'active' && waiting > 0
      ? [`${ticket.number} is over and still has open work`]
      : []),
  ];
}

async function countWaiting(db: Knex, ticketId: number): Promise<number> {
  const count = (rows: { count: number | string }[]) => Number(rows[0]?.count);
  const tasks = count(
    await db('tasks').where({ ticketId }).whereIn('status', openTask).count({ count: '*' }),
  );
  const jobs = count(
    await db('jobs')
      .where({ ticketId })
      .whereIn('kind', ['fireTimer', 'runService'])
      .whereIn('status', pendingJob)
      .count({ count: '*' }),
  );
  const calls = count(
    await db('tickets')
      .where({ parentId: ticketId, status: 'active' })
      .whereNotNull('parentExecutionId')
      .count({ count: '*' }),
  );
  const events = count(await db('event_subscriptions').where({ ticketId }).count({ count: '*' }));
  return tasks + jobs + calls + events;
}

interface TaskEvent {
  taskId: number;
  submissionId?: number;
  releasedTaskId?: number;
}

/** A completed task has exactly one event that ended it, another none; each submission has its event. */
async function submissionsAndTasksDiffer(db: Knex): Promise<string[]> {
  const rows: { id: number; status: string; kind: string; submissions: number | string }[] = await db('tasks')
    .leftJoin('form_submissions', 'form_submissions.taskId', 'tasks.id')
    .groupBy('tasks.id', 'tasks.status', 'tasks.kind')
    .select('tasks.id', 'tasks.status', 'tasks.kind')
    .count({ submissions: 'form_submissions.id' });
  const events: { type: string; data: string }[] = await db('audit_events')
    .whereIn('type', ['task.completed', 'signing.started', 'task.signed', 'task.removed'])
    .select('type', 'data');
  const ended = new Map<number, number>();
  const submitted = new Map<number, number>();
  const add = (counts: Map<number, number>, id: number) => counts.set(id, (counts.get(id) ?? 0) + 1);
  for (const { type, data } of events) {
    const { taskId, submissionId, releasedTaskId } = JSON.parse(data) as TaskEvent;
    if (type === 'task.completed' || type === 'task.signed') add(ended, taskId);
    if (releasedTaskId) add(ended, releasedTaskId);
    if (submissionId) add(submitted, taskId);
  }
  return rows.flatMap(({ id, status, kind, submissions }) => {
    const isOver = status === 'completed';
    const isForm = kind === 'flow' || kind === 'redo';
    const found = [Number(submissions), submitted.get(id) ?? 0, ended.get(id) ?? 0] as const;
    const isRight =
      found[0] === found[1] && found[2] === (isOver ? 1 : 0) && (!isOver || !isForm || found[0] > 0);
    return isRight
      ? []
      : [
          `${kind} task ${id} is ${status} with ${found[0]} submissions, ${found[1]} events of them, ended ${found[2]} times`,
        ];
  });
}

async function timersFiredTwice(db: Knex): Promise<string[]> {
  const rows: { ticketId: number; executionId: string }[] = await db('audit_events')
    .where({ type: 'timer.due' })
    .groupBy('ticketId', 'executionId')
    .havingRaw('count(*) > 1')
    .select('ticketId', 'executionId');
  return rows.map(
    ({ ticketId, executionId }) => `timer ${executionId} of ticket ${ticketId} fired more than once`,
  );
}

/** A ticket is found by the category, customer and product of its data; a merged customer is the one that it became. */
async function filedWrong(db: Knex): Promise<string[]> {
  const tickets: (Filed & { variables: string })[] = await db('tickets').select(
    'number',
    'category',
    'customerId',
    'productId',
    'variables',
  );
  const merged: { id: number; mergedInto: number }[] = await db('customers')
    .whereNotNull('mergedInto')
    .select('id', 'mergedInto');
  const next = new Map(merged.map(({ id, mergedInto }) => [id, mergedInto]));
  const current = (id: number): number => (next.has(id) ? current(next.get(id) as number) : id);
  return tickets
    .filter(({ variables, ...filed }) => {
      const { category, customer, product } = JSON.parse(variables);
      const customerId = customer?.id ? current(customer.id) : filed.customerId;
      return (
        filed.customerId !== customerId ||
        filed.productId !== (product?.id ?? filed.productId) ||
        filed.category !== (category ?? filed.category)
      );
    })
    .map(({ number }) => `${number} is not filed where its data say`);
}

interface Filed {
  number: string;
  category: string | null;
  customerId: number | null;
  productId: number | null;
}

/** Each request, and nothing else, has a line in the register that says what its ticket says. */
async function registerDiffers(db: Knex): Promise<string[]> {
  const rows: RegisterLine[] = await db('tickets')
    .join('process_definitions', 'process_definitions.id', 'tickets.definitionId')
    .leftJoin('register_entries', 'register_entries.ticketId', 'tickets.id')
    .select(
      'tickets.number',
      'tickets.status',
      'tickets.parentId',
      'tickets.customerId',
      'tickets.variables',
      'process_definitions.startFormKey',
      'register_entries.state',
      'register_entries.engineerId',
      'register_entries.dispatchedAt',
      'register_entries.customerId as registeredCustomerId',
    );
  return rows
    .filter((row) => !isLineRight(row))
    .map(({ number }) => `${number} stands wrong in the register`);
}

interface RegisterLine {
  number: string;
  status: TicketStatus;
  parentId: number | null;
  customerId: number | null;
  variables: string;
  startFormKey: string | null;
  state: RegisterState | null;
  engineerId: number | null;
  dispatchedAt: string | null;
  registeredCustomerId: number | null;
}

function isLineRight(row: RegisterLine): boolean {
  if (!isRequest(row.parentId, row.startFormKey)) return row.state === null;
  const { engineer, repairEngineer } = JSON.parse(row.variables);
  return (
    row.engineerId === (engineer ?? repairEngineer ?? null) &&
    row.state === registerStateOf(row.status, row.engineerId) &&
    row.registeredCustomerId === row.customerId &&
    (row.engineerId === null) === (row.dispatchedAt === null)
  );
}
