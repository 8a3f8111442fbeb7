import Bowser from 'bowser';
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

/** `Chrome（Windows）` of what the browser says about itself. */
function deviceName(userAgent: string): string {
  if (userAgent === '') return '未知设备';
  const { browser, os } = Bowser.parse(userAgent);
  if (!browser.name) return '未知浏览器';
  return os.name ? `${browser.name}（${os.name}）` : browser.name;
}
