import { recordSecurity } from '../../../platform/access/securityLog.js';
import type { CommandContext } from '../../../platform/runCommand.js';
import { selectOptionalPersonByLogin } from '../store/persons.js';
import { longestDevice } from './openLogIn.js';

/** Notes a log-in with a wrong password or an unknown name. */
export async function refuseLogIn(
  context: CommandContext,
  { login, address, device }: { login: string; address: string; device: string },
): Promise<void> {
  const known = await selectOptionalPersonByLogin(context.tx, login.trim().toLowerCase());
  const data = { login: known?.login ?? null, address, device: device.slice(0, longestDevice) };
  await recordSecurity(context, 'logInFailed', data);
}
