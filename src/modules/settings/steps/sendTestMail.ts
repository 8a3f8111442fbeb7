import type { MailTransport } from '../../../mail/steps/transport.js';
import { insertMail } from '../../../mail/store/mails.js';
import type { Person } from '../../../platform/actor.js';
import { InvalidForm } from '../../../platform/errors.js';
import { type Runtime, runCommand } from '../../../platform/runCommand.js';

/**
 * Sends a mail at once through the present settings and enters it in the list of mails.
 * @throws {InvalidForm} for an unusable address, and with the server's answer when it was refused
 */
export async function sendTestMail(
  runtime: Runtime,
  actor: Person,
  transport: Pick<MailTransport, 'send'>,
  recipient: string,
): Promise<'sent' | 'stored'> {
  if (recipient.length > 200 || !/^[^\s@<>,;"]+@[^\s@<>,;"]+$/.test(recipient))
    throw new InvalidForm([{ path: 'recipient', message: '请填写一个邮箱地址。' }]);
  const createdAt = runtime.clock.now().toISOString();
  const mail = {
    recipient,
    subject: '测试邮件',
    body: `这是 ${actor.name} 从系统设置中发出的测试邮件。收到它，说明邮件设置可用。\n${runtime.settings.baseUrl}`,
    createdAt,
  };
  const status = await transport
    .send({ ...mail, id: `test-${crypto.randomUUID()}` })
    .catch((error: Error) => {
      throw new InvalidForm([{ path: 'recipient', message: `没有发出：${reasonOf(error)}` }]);
    });
  await runCommand(
    runtime,
    actor,
    ({ tx }) => insertMail(tx, { ...mail, ticketId: null, personId: actor.id, status, sentAt: createdAt }),
    undefined,
  );
  return status;
}

const reasons: Record<string, string> = {
  ECONNECTION: '连接不上邮件服务器，请核对地址和端口',
  ECONNREFUSED: '连接不上邮件服务器，请核对地址和端口',
  EDNS: '找不到邮件服务器，请核对地址',
  ENOTFOUND: '找不到邮件服务器，请核对地址',
  ETIMEDOUT: '邮件服务器没有应答，请核对地址、端口和加密方式',
  ESOCKET: '连接不上邮件服务器，请核对地址、端口和加密方式',
  ETLS: '加密连接没有建立，请核对加密方式和服务器证书',
  EAUTH: '服务器不接受该用户名或密码',
};

/** The reason in Chinese, followed by the server's own words. */
function reasonOf(error: Error & { code?: string }): string {
  const known = reasons[error.code ?? ''] ?? '邮件服务器拒绝了这封邮件';
  return `${known}（${error.message.slice(0, 200)}）。`;
}
