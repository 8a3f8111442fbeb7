import { recordSecurity } from '../../../platform/access/securityLog.js';
import type { CommandContext } from '../../../platform/runCommand.js';
import { deleteLogIn, deleteLogInsOf } from '../store/logIns.js';

/** 退出登录: ends one log-in. */
export async function endLogIn(context: CommandContext, { logInId }: { logInId: string }): Promise<void> {
  await deleteLogIn(context.tx, logInId);
  await recordSecurity(context, 'logOut', {});
}

/** 结束其他登录: ends all log-ins of the actor but this one. */
export async function endOtherLogIns(
  context: CommandContext,
  { logInId }: { logInId: string },
): Promise<void> {
  const count = await deleteLogInsOf(context.tx, context.actor.id as number, logInId);
  await recordSecurity(context, 'otherLogInsEnded', { count });
}
