import { recordSecurity } from '../../../platform/access/securityLog.js';
import { NotAllowed } from '../../../platform/errors.js';
import type { CommandContext } from '../../../platform/runCommand.js';
import { whyNotResetPassword } from '../model/directory.js';
import { changeDirectory, recordChanges } from '../steps/changeDirectory.js';
import { queuePasswordMail } from '../steps/queuePasswordMail.js';
import { deleteLogInsOf } from '../store/logIns.js';
import { selectPerson, updatePasswordHash, updatePerson } from '../store/persons.js';
import { editablePerson } from './savePerson.js';

interface ResetInput {
  id: number;
  revision: number;
  passwordHash: string;
}

/** Gives a person a password that must be changed at the next log-in, and ends the log-ins. @throws {NotAllowed} {StaleRecord} {NotFound} */
export function resetPassword(context: CommandContext, input: ResetInput): Promise<void> {
  return changeDirectory(context, 'page', async (directory) => {
    refuseUnlessAdministrator(context);
    const person = editablePerson(context, directory, input.id, input.revision);
    if (!person.active) throw new NotAllowed('该人员已离职，不能重置密码。');
    await writePassword(context, input, person.name);
  });
}

/**
 * 复职: reactivates the account of a person who left, with a new password and without positions. @throws {NotAllowed}
 * {StaleRecord} {NotFound}
 */
export function restorePerson(context: CommandContext, input: ResetInput): Promise<void> {
  return changeDirectory(context, 'page', async (directory) => {
    refuseUnlessAdministrator(context);
    const person = editablePerson(context, directory, input.id, input.revision);
    const department = directory.departments.find(({ id }) => id === person.departmentId);
    if (person.active) throw new NotAllowed('该人员在职，无需复职。');
    if (!department?.active) throw new NotAllowed('原部门已撤销，请先编辑该人员的部门，再办理复职。');
    await updatePerson(context.tx, input.id, { active: true });
    await writePassword(context, input, person.name);
  });
}

function refuseUnlessAdministrator({ actor }: CommandContext): void {
  const refusal = whyNotResetPassword(actor);
  if (refusal) throw new NotAllowed(refusal);
}

async function writePassword(context: CommandContext, input: ResetInput, name: string): Promise<void> {
  await updatePasswordHash(context.tx, input.id, input.passwordHash, true);
  await deleteLogInsOf(context.tx, input.id);
  await recordSecurity(context, 'passwordReset', { personName: name });
  const person = await selectPerson(context.tx, input.id);
  await queuePasswordMail(context, person, `${context.actor.name}重置了您的密码，您的登录已全部结束。`);
  const about = { kind: 'person', subjectId: input.id, subjectName: name } as const;
  await recordChanges(context, 'page', [{ ...about, action: 'passwordReset', before: null, after: null }]);
}
