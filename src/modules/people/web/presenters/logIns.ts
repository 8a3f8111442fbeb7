import { deviceName } from '../../../../platform/web/deviceName.js';
import { formatMoment } from '../../../../platform/web/moments.js';
import type { LogInRow } from '../../store/logIns.js';

/** A log-in in the list of a person's own. */
export function logInView(logIn: LogInRow, currentId: string | undefined, timeZone: string) {
  return {
    device: deviceName(logIn.device),
    address: logIn.address,
    began: formatMoment(logIn.beganAt, timeZone),
    used: formatMoment(logIn.usedAt, timeZone),
    current: logIn.id === currentId,
  };
}
