import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { demoPassword } from '../../src/demo/people.js';
import { createTestDatabase, type TestDatabase } from '../support/databases/database.js';
import { type ApplicationProcess, startApplicationProcess } from '../support/http/applicationProcess.js';
import { csrfTokenOf, HttpPerson } from '../support/http/httpPerson.js';
import { requireBuild } from '../support/run/requireBuild.js';

/** `CUT_UPLOADS=500` for the long run. */
const uploads = Number(process.env.CUT_UPLOADS ?? 60);
const boundary = 'cutHere';

let database: TestDatabase;
let dataDirectory: string;
let application: ApplicationProcess;
let person: HttpPerson;
let token: string;

beforeAll(async () => {
  requireBuild();
  database = await createTestDatabase('department');
  dataDirectory = mkdtempSync(join(tmpdir(), 'serviceflow-cut-'));
  application = await startApplicationProcess({ databaseUrl: database.url, dataDirectory });
  person = new HttpPerson(application.url);
  await person.logIn('clerk', demoPassword);
  token = csrfTokenOf((await person.get('/customers/imports')).text);
});
afterAll(async () => {
  await application?.kill();
  await database.destroy();
  rmSync(dataDirectory, { recursive: true, force: true });
});

/** A multipart body with the token and so many files. */
function bodyOf(files: number): Buffer {
  const parts = Array.from({ length: files }, (_, index) =>
    Buffer.concat([
      Buffer.from(
        `--${boundary}\r\nContent-Disposition: form-data; name="file${index}"; filename="photo${index}.jpg"\r\n` +
          'Content-Type: image/jpeg\r\n\r\n',
      ),
      randomBytes(Math.floor(Math.random() * 200_000)),
      Buffer.from('\r\n'),
    ]),
  );
  const field = `--${boundary}\r\nContent-Disposition: form-data; name="_csrf"\r\n\r\n${token}\r\n`;
  return Buffer.concat([Buffer.from(field), ...parts, Buffer.from(`--${boundary}--\r\n`)]);
}

/** Sends an upload up to an offset, in pieces as a phone does it, and then breaks the connection. */
async function cutUpload(path: string): Promise<void> {
  const body = bodyOf(1 + Math.floor(Math.random() * 4));
  const head =
    `POST ${path} HTTP/1.1\r\nHost: localhost\r\nCookie: ${person.cookies}\r\nContent-Length: ${body.length}\r\n` +
    `Content-Type: multipart/form-data; boundary=${boundary}\r\n\r\n`;
  const sent = body.subarray(0, Math.floor(Math.random() * body.length));
  const { hostname, port } = new URL(application.url);
  const socket = connect(Number(port), hostname);
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  socket.write(head);
  for (let at = 0; at < sent.length; at += 64_000) {
    socket.write(sent.subarray(at, at + 64_000));
    if (Math.random() < 0.5) await pause(Math.random() * 10);
  }
  if (Math.random() < 0.5) socket.resetAndDestroy();
  else socket.destroy();
}

async function untilEmpty(folder: string): Promise<string[]> {
  for (let tries = 0; ; tries += 1) {
    const left = readdirSync(folder, { recursive: true }) as string[];
    if (left.length === 0 || tries === 400) return left;
    await pause(50);
  }
}

test(`${uploads} uploads cut at any offset neither stop the application nor leave files`, async () => {
  const paths = ['/attachments', '/customers/imports', '/directory/imports', '/tickets'];
  for (let count = 0; count < uploads; count += 4) {
    await Promise.all(paths.map(cutUpload));
    expect((await person.get('/healthz')).status, application.output()).toBe(200);
  }
  expect(await untilEmpty(join(dataDirectory, 'incoming'))).toEqual([]);
  expect((await person.get('/tasks')).status).toBe(200);
  expect(application.output()).not.toContain('"level":60');
  expect(application.output()).not.toContain('E-');
  expect(await application.stop()).toBe(0);
}, 300_000);
