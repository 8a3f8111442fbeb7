import nodemailer from 'nodemailer';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startMailServer, type TestMailServer } from './smtp.js';

let server: TestMailServer;
beforeAll(async () => {
  server = await startMailServer();
});
afterAll(() => server.stop());

const mail = { from: 'a@example.com', to: 'b@example.com', subject: '任务提醒', text: '请及时办理' };

test('the mail server of the tests takes mails and reads their Chinese text', async () => {
  await nodemailer.createTransport(server.url).sendMail(mail);
  const received = await server.mailTo('b@example.com');
  expect([received.subject, received.text?.trim()]).toEqual(['任务提醒', '请及时办理']);
  await expect(server.mailTo('c@example.com', 100)).rejects.toThrow('no mail to c@example.com');
});

test('it can refuse', async () => {
  server.refuseWith(451);
  const before = server.mails.length;
  await expect(nodemailer.createTransport(server.url).sendMail(mail)).rejects.toMatchObject({
    responseCode: 451,
  });
  server.refuseWith(null);
  expect(server.mails).toHaveLength(before);
});
