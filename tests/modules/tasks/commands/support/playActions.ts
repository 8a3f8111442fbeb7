import { randomUUID } from 'node:crypto';
import { addSigners } from '../../../../../src/modules/tasks/commands/addSigners.js';
import { claimTask } from '../../../../../src/modules/tasks/commands/claimTask.js';
import { completeTask } from '../../../../../src/modules/tasks/commands/completeTask.js';
import { delegateTask } from '../../../../../src/modules/tasks/commands/delegateTask.js';
import { reassignTask } from '../../../../../src/modules/tasks/commands/reassignTask.js';
import { releaseTask } from '../../../../../src/modules/tasks/commands/releaseTask.js';
import { removeSigner } from '../../../../../src/modules/tasks/commands/removeSigner.js';
import { resolveTask } from '../../../../../src/modules/tasks/commands/resolveTask.js';
import { returnTask } from '../../../../../src/modules/tasks/commands/returnTask.js';
import { signTask } from '../../../../../src/modules/tasks/commands/signTask.js';
import { withdrawTask } from '../../../../../src/modules/tasks/commands/withdrawTask.js';
import { findReturnTargets } from '../../../../../src/modules/tasks/steps/findReturnTargets.js';
import { cancelTicket } from '../../../../../src/modules/tickets/commands/cancelTicket.js';
import { completeService } from '../../../../../src/modules/tickets/commands/completeService.js';
import { fireTimer } from '../../../../../src/modules/tickets/commands/fireTimer.js';
import { startTicket } from '../../../../../src/modules/tickets/commands/startTicket.js';
import {
  selectOpenTasks,
  selectTask,
  selectTasksOfTicket,
  type TaskRow,
} from '../../../../../src/modules/tickets/store/tasks.js';
import { selectTicketByNumber, type TicketRow } from '../../../../../src/modules/tickets/store/tickets.js';
import { type Person, systemActor } from '../../../../../src/platform/actor.js';
import { DomainError, EngineError } from '../../../../../src/platform/errors.js';
import { type Command, runCommand } from '../../../../../src/platform/runCommand.js';
import type { Random } from '../../../../bpmn/support/random.js';
import type { Department } from '../../../../support/company/department.js';

const lastAct = 30;
const lastStep = 400;

export interface Played {
  number: string;
  /** How often each action was carried out. */
  done: Map<string, number>;
}

/** Starts a ticket of `fuzz` and lets people do everything that one can do with a task, drawn by lot, until it ends. */
export async function playActions(
  department: Department,
  people: readonly Person[],
  fields: readonly string[],
  random: Random,
  check: (number: string) => Promise<void>,
): Promise<Played> {
  const game = new Game(department, people, fields, random);
  const number = await game.start();
  for (let count = 1; count < lastStep; count += 1) {
    const ticket = await selectTicketByNumber(department.runtime.db, number);
    await check(number);
    if (ticket.status !== 'active') return { number, done: game.done };
    department.clock.set(new Date(department.clock.now().getTime() + 60_000).toISOString());
    await game.act(ticket, count > lastAct);
  }
  const ticket = await selectTicketByNumber(department.runtime.db, number);
  if ((await selectOpenTasks(department.runtime.db, ticket.id)).length > 0)
    throw new Error(`ticket ${number} does not end`);
  await game.stop(ticket);
  return { number, done: game.done };
}

class Game {
  readonly done = new Map<string, number>();

  constructor(
    private readonly department: Department,
    private readonly people: readonly Person[],
    private readonly fields: readonly string[],
    private readonly random: Random,
  ) {}

  async start(): Promise<string> {
    const input = { processKey: 'fuzz', data: this.data(false), requestKey: randomUUID() };
    const started = await this.attempt('start', this.pick(), startTicket, input);
    if (started) return started.number;
    const safe = { processKey: 'fuzz', data: this.data(true), requestKey: randomUUID() };
    return (await runCommand(this.department.runtime, this.pick(), startTicket, safe)).number;
  }

  async act(ticket: TicketRow, toTheEnd: boolean): Promise<void> {
    const { random } = this;
    const { db } = this.department.runtime;
    const open = (await selectOpenTasks(db, ticket.id)).filter(({ status }) => status !== 'suspended');
    const jobs = await db('jobs')
      .where({ ticketId: ticket.id, status: 'ready' })
      .whereIn('kind', ['fireTimer', 'runService'])
      .orderBy('id');
    if (!toTheEnd && random.chance(0.01)) {
      const manager = await this.department.person('manager');
      await this.attempt('cancel', manager, cancelTicket, {
        number: ticket.number,
        reason: '撤销',
        children: 'cancel',
      });
    } else if (jobs.length > 0 && (open.length === 0 || random.chance(0.25))) {
      await this.runJob(random.pick(jobs), toTheEnd);
    } else if (!toTheEnd && random.chance(0.2)) {
      await this.withdraw(ticket);
    } else if (open.length > 0) {
      await this.work(ticket, random.pick(open), toTheEnd);
    }
  }

  /** Timers may go round for ever on data that no task changes any more. */
  async stop({ number }: TicketRow): Promise<void> {
    const manager = await this.department.person('manager');
    await this.attempt('cancel', manager, cancelTicket, { number, reason: '撤销', children: 'cancel' });
  }

  private async runJob(job: { id: number; kind: string }, toTheEnd: boolean): Promise<void> {
    const perform = async () => this.data(toTheEnd);
    if (job.kind === 'fireTimer') await this.attempt('timer', systemActor, fireTimer, { jobId: job.id });
    else await this.attempt('service', systemActor, completeService, { jobId: job.id, perform });
  }

  private async withdraw(ticket: TicketRow): Promise<void> {
    const done = (await selectTasksOfTicket(this.department.runtime.db, ticket.id)).filter(
      ({ status, kind }) => status === 'completed' && kind === 'flow',
    );
    const last = done.at(-1 - this.random.below(Math.min(3, done.length)));
    const actor = this.people.find(({ id }) => id === last?.completedBy);
    const name = /_\d+(t\d+)?$/.test(last?.executionId ?? '') ? 'withdraw one of several' : 'withdraw';
    if (last && actor) await this.attempt(name, actor, withdrawTask, { taskId: last.id, reason: '填错了' });
  }

  private async work(ticket: TicketRow, task: TaskRow, toTheEnd: boolean): Promise<void> {
    const actor = this.people.find(({ id }) => id === task.assigneeId) ?? this.pick();
    const { id: taskId } = task;
    if (task.status === 'ready') {
      await this.attempt('claim', actor, claimTask, { taskId });
      return;
    }
    const { revision } = await selectTask(this.department.runtime.db, taskId);
    if (task.status === 'delegated') {
      await this.attempt('resolve', actor, resolveTask, { taskId, data: {} });
    } else if (task.kind === 'before' || task.kind === 'after') {
      await this.answer(task, actor, revision, toTheEnd);
    } else if (toTheEnd || this.random.chance(0.45)) {
      await this.attempt('complete', actor, completeTask, { taskId, revision, data: this.data(toTheEnd) });
    } else {
      await this.other(ticket, task, actor, revision);
    }
  }

  private async answer(task: TaskRow, actor: Person, revision: number, toTheEnd: boolean) {
    const parent = await selectTask(this.department.runtime.db, task.parentId as number);
    const holder = this.people.find(({ id }) => id === parent.assigneeId);
    const { id: taskId } = task;
    if (holder && this.random.chance(0.25)) {
      await this.attempt('removeSigner', holder, removeSigner, { taskId, reason: '不需要了' });
      return;
    }
    const agrees = toTheEnd || this.random.chance(0.7);
    await this.attempt('sign', actor, signTask, { taskId, agrees, opinion: '看过', revision });
  }

  private async other(ticket: TicketRow, task: TaskRow, actor: Person, revision: number): Promise<void> {
    const { random } = this;
    const { id: taskId } = task;
    const person = this.pick();
    const handOver = { taskId, revision, personId: person.id, reason: '外出' };
    const acts = [
      () => this.attempt('release', actor, releaseTask, { taskId }),
      () => this.attempt('reassign', actor, reassignTask, handOver),
      () => this.attempt('delegate', actor, delegateTask, handOver),
      () => this.sendBack(ticket, task, actor, revision),
      () => this.sendBack(ticket, task, actor, revision),
      () => this.addSigners(task, actor, revision, 'before'),
      () => this.addSigners(task, actor, revision, 'after'),
    ];
    await random.pick(acts)();
  }

  private async addSigners(task: TaskRow, actor: Person, revision: number, kind: 'before' | 'after') {
    const others = this.people.filter(({ id }) => id !== actor.id);
    const personIds = others.slice(0, 1 + this.random.below(3)).map(({ id }) => id);
    const input = {
      taskId: task.id,
      kind,
      personIds,
      inOrder: this.random.chance(0.5),
      reason: '请看',
      revision,
      data: this.data(false),
    };
    await this.attempt(kind, actor, addSigners, input);
  }

  private async sendBack(ticket: TicketRow, task: TaskRow, actor: Person, revision: number): Promise<void> {
    const { db: tx, definitions } = this.department.runtime;
    const targets = await findReturnTargets({ tx, definitions }, ticket, task);
    if (targets.length === 0) return;
    const { elementId: to, isStart } = this.random.pick(targets);
    const mode = this.random.pick(['again', 'resume'] as const);
    const input = { taskId: task.id, to, mode, reason: '资料不全', revision };
    await this.attempt(`return ${mode}${isStart ? ' to the start' : ''}`, actor, returnTask, input);
  }

  private pick(): Person {
    return this.random.pick(this.people);
  }

  private data(toTheEnd: boolean): Record<string, unknown> {
    return Object.fromEntries(this.fields.map((name) => [name, toTheEnd ? 0 : this.random.below(4)]));
  }

  /** What people do may well be refused; it must only leave nothing behind. */
  private async attempt<Input, Output>(
    name: string,
    person: Parameters<typeof runCommand>[1],
    command: Command<Input, Output>,
    input: Input,
  ): Promise<Output | null> {
    try {
      const output = await runCommand(this.department.runtime, person, command, input);
      this.done.set(name, (this.done.get(name) ?? 0) + 1);
      return output;
    } catch (error) {
      if (error instanceof EngineError && !error.message.includes('打转')) throw error;
      if (error instanceof DomainError) return null;
      throw error;
    }
  }
}
