import argon2 from 'argon2';
import { recordSecurity } from '../../../platform/access/securityLog.js';
import { type FieldError, InvalidForm } from '../../../platform/errors.js';
import type { CommandContext } from '../../../platform/runCommand.js';
import { hashPassword } from '../steps/logIn.js';
import { queuePasswordMail } from '../steps/queuePasswordMail.js';
import { whyNotPassword } from '../steps/whyNotPassword.js';
import { deleteLogInsOf } from '../store/logIns.js';
import { selectPerson, updatePasswordHash } from '../store/persons.js';
import { forgetGuess, type Guess } from './countGuess.js';

/** Replaces the actor's own password and ends all other log-ins. @throws {InvalidForm} */
export async function changePassword(
  context: CommandContext,
  input: { current: string; next: string; repeated: string; logInId: string; guess: Guess },
): Promise<void> {
  const person = await selectPerson(context.tx, context.actor.id as number);
  const errors: FieldError[] = [];
  if (!(await argon2.verify(person.passwordHash, input.current))) {
    errors.push({ path: 'current', message: '当前密码不正确。' });
  }
  const weakness = await whyNotPassword(context.tx, person, input.next);
  if (weakness) errors.push({ path: 'next', message: weakness });
  if (input.next === input.current) errors.push({ path: 'next', message: '新密码不能与当前密码相同。' });
  if (input.next !== input.repeated) errors.push({ path: 'repeated', message: '两次输入的新密码不一致。' });
  if (errors.length > 0) throw new InvalidForm(errors);
  await updatePasswordHash(context.tx, person.id, await hashPassword(input.next));
  await deleteLogInsOf(context.tx, person.id, input.logInId);
  await forgetGuess(context, { guess: input.guess });
  await recordSecurity(context, 'passwordChanged', {});
  await queuePasswordMail(context, person, '您修改了密码，其他设备上的登录已结束。');
}
