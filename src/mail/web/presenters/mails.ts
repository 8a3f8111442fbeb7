import type { Badge } from '../../../platform/web/icons.js';
import { formatMoment, momentView } from '../../../platform/web/moments.js';
import { paths } from '../../../platform/web/paths.js';
import type { MailRow, MailStatus } from '../../store/mails.js';

const mailBadges: Record<MailStatus, Badge> = {
  queued: { text: '待发送', icon: 'clock', tone: 'now' },
  sent: { text: '已发送', icon: 'send', tone: 'good' },
  stored: { text: '存入邮件夹', icon: 'inbox', tone: 'info' },
};

export function mailItem(mail: MailRow, now: Date, timeZone: string) {
  return {
    href: paths.mail(mail.id),
    subject: mail.subject,
    recipient: mail.recipient,
    status: mailBadges[mail.status],
    createdAt: momentView(mail.createdAt, now, timeZone),
  };
}

export function mailMessage(mail: MailRow, ticketNumber: string | null, timeZone: string) {
  return {
    subject: mail.subject,
    recipient: mail.recipient,
    body: mail.body,
    status: mailBadges[mail.status],
    createdAt: formatMoment(mail.createdAt, timeZone),
    sentAt: formatMoment(mail.sentAt, timeZone),
    ticket: ticketNumber && { number: ticketNumber, href: paths.ticket(ticketNumber) },
  };
}
