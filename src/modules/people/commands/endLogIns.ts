import type { CommandContext } from '../../../platform/runCommand.js';
import { deleteLogIn, deleteLogInsOf } from '../store/logIns.js';

/** 退出登录: ends one log-in. */
export async function endLogIn({ tx }: CommandContext, { logInId }: { logInId: string }): Promise<void> {
  await deleteLogIn(tx, logInId);
}

/** 结束其他登录: ends all log-ins of the actor but this one; returns how many there were. */
export function endOtherLogIns({ tx, actor }: CommandContext, input: { logInId: string }): Promise<number> {
  return deleteLogInsOf(tx, actor.id as number, input.logInId);
}
