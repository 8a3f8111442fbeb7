import { randomUUID } from 'node:crypto';
import { recordSecurity } from '../../../platform/access/securityLog.js';
import type { CommandContext } from '../../../platform/runCommand.js';
import { momentBefore, sessionLife } from '../../../platform/sessionLife.js';
import { deleteLogInsUnusedSince, insertLogIn } from '../store/logIns.js';
import { forgetGuess, type Guess } from './countGuess.js';

export const longestDevice = 300;

/** Begins a log-in of the actor, who has proved who they are; returns its id. Removes those that ended by themselves. */
export async function openLogIn(
  context: CommandContext,
  { device, address, guess }: { device: string; address: string; guess: Guess },
): Promise<string> {
  const { tx, actor } = context;
  await forgetGuess(context, { guess });
  await deleteLogInsUnusedSince(tx, momentBefore(sessionLife.atMostMs + sessionLife.unusedMs));
  const id = randomUUID();
  const now = momentBefore(0);
  await insertLogIn(tx, {
    id,
    personId: actor.id as number,
    beganAt: now,
    usedAt: now,
    confirmedAt: now,
    device: device.slice(0, longestDevice),
    address,
  });
  await recordSecurity(context, 'logIn', { address, device: device.slice(0, longestDevice) });
  return id;
}
