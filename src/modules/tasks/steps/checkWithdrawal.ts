import type { Knex } from 'knex';
import type { TaskRow } from '../db/tasks.js';
import type { TicketRow } from '../db/tickets.js';
import { NotAllowed, TooLate } from '../errors.js';
import type { Actor } from '../rules/actor.js';
import { whyNotOffered } from '../rules/taskActions.js';
import { whyNotWithdraw, whyTooLate } from '../rules/withdrawing.js';
import { findFollowers } from './findFollowers.js';
import type { CommandContext } from './runCommand.js';

/**
 * Whether the actor may take a submitted task back now, for the command and for the button.
 * @returns why not, as the error that says so; or null with `from`, what waits because of the task, and its `vote`
 */
export async function checkWithdrawal(
  context: Pick<CommandContext, 'definitions'> & { tx: Knex },
  actor: Actor,
  ticket: TicketRow,
  task: TaskRow,
): Promise<{ refusal: NotAllowed | TooLate } | { refusal: null; from: string | null; vote: boolean | null }> {
  const { elements } = await context.definitions.load(context.tx, ticket.definitionId);
  const refusal =
    whyNotWithdraw(actor, task) ?? whyNotOffered('withdraw', elements.get(task.elementId)?.properties ?? {});
  if (refusal) return { refusal: new NotAllowed(refusal) };
  const since = await findFollowers(context, ticket, task);
  const tooLate = whyTooLate(since);
  return tooLate ? { refusal: new TooLate(tooLate) } : { refusal: null, from: since.from, vote: since.vote };
}
