import Bowser from 'bowser';

/** `Chrome（Windows）` of what the browser says about itself. */
export function deviceName(userAgent: string): string {
  if (userAgent === '') return '未知设备';
  const { browser, os } = Bowser.parse(userAgent);
  if (!browser.name) return '未知浏览器';
  return os.name ? `${browser.name}（${os.name}）` : browser.name;
}
