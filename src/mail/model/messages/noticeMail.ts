/**
 * Subject and text of a mail that tells a person what another did. Mail is not confidential, so it names the ticket, never
 * the customer or typed text.
 * @param notice.path page to open, such as `/tasks/12`
 */
export function noticeMail(
  notice: { kind: string; about: string; text: string; path: string; recipientName: string },
  settings: { baseUrl: string },
): { subject: string; body: string } {
  const lines = [
    `${notice.recipientName}：`,
    '',
    notice.text,
    '',
    `打开查看：${settings.baseUrl}${notice.path}`,
    '',
    '本邮件由 ServiceFlow 自动发送，请勿直接回复。',
  ];
  return { subject: `【${notice.kind}】${notice.about}`, body: lines.join('\n') };
}
