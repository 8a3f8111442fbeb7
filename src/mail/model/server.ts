/** An SMTP server and the sender under which mails leave. */
export interface MailServer {
  host: string;
  port: number;
  security: 'tls' | 'starttls' | 'none';
  user: string;
  password: string;
  fromName: string;
  fromAddress: string;
}
