import { claimTask } from '../../../src/modules/tasks/commands/claimTask.js';
import { completeTask } from '../../../src/modules/tasks/commands/completeTask.js';
import { startTicket } from '../../../src/modules/tickets/commands/startTicket.js';
import { selectOpenTasks, selectTask, type TaskRow } from '../../../src/modules/tickets/store/tasks.js';
import { selectTicket, selectTicketByNumber } from '../../../src/modules/tickets/store/tickets.js';
import type { Department } from './department.js';

type Data = Record<string, unknown>;

/** A request as the desk records it; the customer is new unless overridden. */
export const request: Data = {
  channel: 'phone',
  receivedAt: '2026-11-23T01:00:00.000Z',
  customer: {
    id: null,
    name: '泰安岱岳水泥有限公司',
    address: '泰安市岱岳区 1 号',
    phone: '0538-6123456',
    contact: '赵敏',
  },
  product: {
    id: null,
    name: '提升机控制柜',
    model: 'TS-45',
    serialNumber: 'TS45-001',
    purchasedOn: '2024-05-01',
  },
  symptom: '开机约十分钟后停机，面板显示 E03',
};

export const contact: Data = {
  at: '2026-11-23T02:00:00.000Z',
  channel: 'phone',
  spokeWith: '赵敏',
  content: '指导检查热继电器并复位',
};

export const guidance = (outcome: string): Data => ({
  contacts: [contact],
  diagnosis: '热继电器整定值偏低',
  measures: '按额定电流重新整定',
  hours: 1.5,
  outcome,
  ...(outcome === 'unsolved' ? { neededSupport: '需要另一位熟悉该机型的工程师' } : {}),
  ...(outcome === 'onsite'
    ? { onsiteReason: '需现场更换', expectedOnsiteAt: '2026-11-24T02:00:00.000Z' }
    : {}),
  ...(outcome === 'workshop' ? { workshopReason: '主板需返修', returnMethod: 'courier' } : {}),
});

export const feedback: Data = { resultSummary: '设备恢复运行', informedPersons: ['service-clerk'] };

export const confirmation = (confirmed: boolean): Data => ({
  confirmationMethod: 'recorded-call',
  confirmedAt: '2026-11-23T05:00:00.000Z',
  confirmationSpokeWith: '赵敏',
  confirmationPhone: '0538-6123456',
  recordingReference: 'LY-20261123-01',
  customerConfirmed: confirmed,
  ...(confirmed ? {} : { unsolvedProblem: '半小时后再次停机' }),
});

/** Starts a remote-service ticket as the desk. */
export async function startRequest(
  department: Department,
  overrides: Data = {},
): Promise<{ id: number; number: string }> {
  const { number } = await department.as('desk', startTicket, {
    processKey: 'remote-service',
    data: { ...request, ...overrides },
    requestKey: crypto.randomUUID(),
  });
  return { id: (await selectTicketByNumber(department.runtime.db, number)).id, number };
}

/** The open task of an element. @throws {Error} when there is none or more than one */
export async function openTask(
  department: Department,
  ticketId: number,
  elementId: string,
): Promise<TaskRow> {
  const open = await selectOpenTasks(department.runtime.db, ticketId);
  const found = open.filter((task) => task.elementId === elementId);
  if (found.length !== 1)
    throw new Error(`${found.length} tasks at ${elementId}; open: ${open.map((task) => task.elementId)}`);
  return found[0] as TaskRow;
}

/** Claims (where needed) and completes the open task of an element. */
export async function perform(
  department: Department,
  ticketId: number,
  elementId: string,
  login: string,
  data: Data,
): Promise<void> {
  const task = await openTask(department, ticketId, elementId);
  if (task.status === 'ready') await department.as(login, claimTask, { taskId: task.id });
  const { revision } = await selectTask(department.runtime.db, task.id);
  await department.as(login, completeTask, { taskId: task.id, revision, data });
}

/** The clerk's task order that assigns an engineer by log-in. */
export async function arrange(
  department: Department,
  ticketId: number,
  engineerLogin = 'engineer',
): Promise<void> {
  const engineer = await department.person(engineerLogin);
  const { variables } = await selectTicket(department.runtime.db, ticketId);
  await perform(department, ticketId, 'arrangeEngineer', 'clerk', {
    customer: variables.customer,
    product: variables.product,
    serviceContent: '电话指导排除停机故障',
    priority: 'normal',
    engineer: engineer.id,
    answerDueAt: '2026-11-24T01:00:00.000Z',
  });
}
