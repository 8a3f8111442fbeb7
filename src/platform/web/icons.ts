import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/** Every icon that a view or presenter names; read once at start-up. */
export const iconNames = [
  'activity',
  'address-book',
  'adjustments-horizontal',
  'alert-triangle',
  'arrow-back-up',
  'arrow-forward-up',
  'arrow-left',
  'arrow-right',
  'arrow-up',
  'arrows-diff',
  'arrows-join',
  'arrows-maximize',
  'ban',
  'bell-ringing',
  'book',
  'briefcase',
  'building',
  'check',
  'checklist',
  'chevron-down',
  'chevron-left',
  'chevron-right',
  'circle-check',
  'circle-plus',
  'clipboard-text',
  'clock',
  'clock-exclamation',
  'copy',
  'urgent',
  'device-floppy',
  'device-desktop',
  'dots',
  'download',
  'edit',
  'file-spreadsheet',
  'file-text',
  'file-upload',
  'grip-vertical',
  'forms',
  'hand-stop',
  'help',
  'hierarchy-2',
  'history',
  'hourglass',
  'inbox',
  'info-circle',
  'key',
  'layout-columns',
  'layout-align-bottom',
  'layout-align-center',
  'layout-align-left',
  'layout-align-middle',
  'layout-align-right',
  'layout-align-top',
  'layout-distribute-horizontal',
  'layout-distribute-vertical',
  'list-details',
  'lock',
  'login-2',
  'logout',
  'mail',
  'map-2',
  'map-pin',
  'maximize',
  'menu-2',
  'message',
  'message-plus',
  'moon',
  'notebook',
  'paperclip',
  'photo',
  'player-pause',
  'player-play',
  'player-skip-back',
  'player-skip-forward',
  'player-track-next',
  'player-track-prev',
  'plus',
  'printer',
  'refresh',
  'repeat',
  'route',
  'search',
  'send',
  'shield-check',
  'settings',
  'sitemap',
  'sun',
  'template',
  'ticket',
  'trash',
  'upload',
  'user',
  'user-check',
  'user-minus',
  'user-plus',
  'user-share',
  'users',
  'x',
  'zoom-in',
  'zoom-out',
] as const;

export type IconName = (typeof iconNames)[number];

/** A state shown by text and icon; `tone` colours it. */
export interface Badge {
  text: string;
  icon: IconName;
  tone: 'good' | 'now' | 'late' | 'info' | 'muted';
}

/** The outline icons as inline SVG by name; decorative, so hidden from screen readers. */
export function readIcons(): Map<string, string> {
  const require = createRequire(import.meta.url);
  return new Map(
    iconNames.map((name) => {
      const svg = readFileSync(require.resolve(`@tabler/icons/outline/${name}.svg`), 'utf8');
      return [name, inline(svg, name)];
    }),
  );
}

function inline(svg: string, name: string): string {
  return svg
    .replace(/<!--[\s\S]*?-->/g, '')
    .replace(/\sclass="[^"]*"/, '')
    .replace('<svg', `<svg class="icon icon-${name}" aria-hidden="true" focusable="false"`)
    .replace(/\s*\n\s*/g, ' ')
    .trim();
}
