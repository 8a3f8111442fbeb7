import argon2 from 'argon2';
import { recordSecurity } from '../../../platform/access/securityLog.js';
import { InvalidForm } from '../../../platform/errors.js';
import type { CommandContext } from '../../../platform/runCommand.js';
import { momentBefore } from '../../../platform/sessionLife.js';
import { updateLogIn } from '../store/logIns.js';
import { selectPerson } from '../store/persons.js';
import { forgetGuess, type Guess } from './countGuess.js';

/** The actor proves once more who they are, before something delicate. @throws {InvalidForm} for a wrong password */
export async function confirmLogIn(
  context: CommandContext,
  { logInId, password, guess }: { logInId: string; password: string; guess: Guess },
): Promise<void> {
  const { tx, actor } = context;
  const { passwordHash } = await selectPerson(tx, actor.id as number);
  if (!(await argon2.verify(passwordHash, password)))
    throw new InvalidForm([{ path: 'password', message: '密码不正确。' }]);
  await forgetGuess(context, { guess });
  await updateLogIn(tx, logInId, { confirmedAt: momentBefore(0) });
}

/** Notes that the actor was asked for the password and gave a wrong one. */
export function recordFailedConfirmation(context: CommandContext): Promise<void> {
  return recordSecurity(context, 'confirmationFailed', {});
}
