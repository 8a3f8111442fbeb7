import argon2 from 'argon2';
import { recordSecurity } from '../../../platform/access/securityLog.js';
import { type FieldError, InvalidForm } from '../../../platform/errors.js';
import type { CommandContext } from '../../../platform/runCommand.js';
import { hashPassword } from '../steps/logIn.js';
import { deleteLogInsOf } from '../store/logIns.js';
import { selectPerson, updatePasswordHash } from '../store/persons.js';

const minPasswordLength = 10;
const maxPasswordLength = 200;

/** Replaces the actor's own password and ends all other log-ins. @throws {InvalidForm} */
export async function changePassword(
  context: CommandContext,
  input: { current: string; next: string; repeated: string; logInId: string },
): Promise<void> {
  const person = await selectPerson(context.tx, context.actor.id as number);
  const errors: FieldError[] = [];
  if (!(await argon2.verify(person.passwordHash, input.current))) {
    errors.push({ path: 'current', message: '当前密码不正确。' });
  }
  if (input.next.length < minPasswordLength || input.next.length > maxPasswordLength) {
    errors.push({
      path: 'next',
      message: `新密码应为 ${minPasswordLength} 到 ${maxPasswordLength} 个字符。`,
    });
  }
  if (input.next.toLowerCase() === person.login) {
    errors.push({ path: 'next', message: '新密码不能与登录名相同。' });
  }
  if (input.next === input.current) errors.push({ path: 'next', message: '新密码不能与当前密码相同。' });
  if (input.next !== input.repeated) errors.push({ path: 'repeated', message: '两次输入的新密码不一致。' });
  if (errors.length > 0) throw new InvalidForm(errors);
  await updatePasswordHash(context.tx, person.id, await hashPassword(input.next));
  await deleteLogInsOf(context.tx, person.id, input.logInId);
  await recordSecurity(context, 'passwordChanged', {});
}
