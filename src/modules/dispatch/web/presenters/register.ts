import type { Badge } from '../../../../platform/web/icons.js';
import { momentView } from '../../../../platform/web/moments.js';
import { paths } from '../../../../platform/web/paths.js';
import { categoryText } from '../../../customers/index.js';
import { channelText, type RegisterState, registerStateNames } from '../../../tickets/index.js';
import type { RegisterEntry } from '../../read/register.js';

const stateBadges: Record<RegisterState, Omit<Badge, 'text'>> = {
  waiting: { icon: 'hourglass', tone: 'now' },
  working: { icon: 'player-play', tone: 'info' },
  ended: { icon: 'circle-check', tone: 'good' },
  cancelled: { icon: 'ban', tone: 'muted' },
};

const lateBadge: Badge = { text: '当日未派', icon: 'alert-triangle', tone: 'late' };

/** One line of the register; `today` is the moment at which today began (R4). */
export function registerItem(entry: RegisterEntry, today: string, now: Date, timeZone: string) {
  const isLate = entry.state === 'waiting' && entry.receivedAt < today;
  return {
    ...entry,
    href: paths.ticket(entry.number),
    channel: channelText(entry.channel),
    receivedAt: momentView(entry.receivedAt, now, timeZone),
    dispatchedAt: entry.dispatchedAt && momentView(entry.dispatchedAt, now, timeZone),
    contactText: [entry.contact, entry.phone].filter(Boolean).join(' '),
    product: [entry.productName, entry.productModel].filter(Boolean).join(' '),
    category: categoryText(entry.category),
    isLate,
    badges: [
      { text: registerStateNames[entry.state], ...stateBadges[entry.state] },
      ...(isLate ? [lateBadge] : []),
    ],
  };
}
