import type { Knex } from 'knex';
import type { Actor } from '../../../platform/actor.js';
import { NotAllowed, TooLate } from '../../../platform/errors.js';
import type { CommandContext } from '../../../platform/runCommand.js';
import { whyNotOffered } from '../../processes/index.js';
import type { TaskRow, TicketRow } from '../../tickets/index.js';
import { whyNotWithdraw, whyTooLate } from '../model/withdrawing.js';
import { findFollowers } from './findFollowers.js';

/**
 * Whether the actor may withdraw a submission now, for the command and for the button.
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
