import { expect, test } from 'vitest';
import { selectOptionalActor } from '../../../../src/modules/people/store/persons.js';
import { startTicket } from '../../../../src/modules/tickets/commands/startTicket.js';
import type { Person } from '../../../../src/platform/actor.js';
import { runCommand } from '../../../../src/platform/runCommand.js';
import { personAt, personId } from '../../../support/company/remoteServiceTicket.js';
import { createTestDatabase } from '../../../support/databases/database.js';
import { startTestApp } from '../../../support/http/app.js';
import { csrfTokenOf, type HttpPerson } from '../../../support/http/httpPerson.js';
import { wordsOf } from '../../../support/http/wordsOf.js';
import { grantingXml, organizationGranting } from '../commands/support/grantingProcess.js';

const key = 'grant-itself';

/** Posts the form of a page of publication, as its button does. */
async function decide(person: HttpPerson, page: string, typed: Record<string, string>) {
  const html = (await person.get(page)).text;
  const stamp = /name="stamp" value="([^"]*)"/.exec(html)?.[1] ?? '';
  return person.post(page, { _csrf: csrfTokenOf(html), stamp, ...typed });
}

test('an owner who publishes a process that makes administrators of the owners gets an incident, approved or not', async () => {
  const database = await createTestDatabase();
  const app = await startTestApp({ db: database.db });
  try {
    const [owner, second] = (await Promise.all(['owner', 'owner2'].map((login) => personAt(app, login)))) as [
      HttpPerson,
      HttpPerson,
    ];
    const form = new FormData();
    form.set('_csrf', csrfTokenOf((await owner.get('/account')).text));
    form.set('from', 'file');
    form.set('file', new Blob([grantingXml(key, 'directly')]), '流程.bpmn');
    const draft = String((await owner.send('/drafts', { method: 'POST', body: form })).location);
    const page = draft.endsWith('/publication') ? draft : `${draft}/publication`;
    expect(wordsOf((await owner.get(page)).text)).toContain('会改变人员权限');
    expect((await decide(owner, page, { comment: '新流程', _action: 'publish' })).status).toBe(403);
    expect((await decide(owner, page, { comment: '新流程', _action: 'submit' })).status).toBe(303);
    expect((await decide(second, page, { _action: 'publish' })).status).toBe(303);

    const engineer = await personId(database.db, 'engineer');
    const starter = (await selectOptionalActor(database.db, engineer)) as Person;
    const organization = await organizationGranting(database.db, '流程负责人', 'admin');
    const started = { processKey: key, data: { organization }, requestKey: crypto.randomUUID() };
    const { number } = await runCommand(app.runtime, starter, startTicket, started);
    await app.runJobs();

    const { id: ticketId } = await database.db('tickets').where({ number }).first('id');
    const incidents = await database.db('incidents').where({ ticketId });
    expect(incidents).toEqual([expect.objectContaining({ elementId: 'publish', resolvedAt: null })]);
    expect(incidents[0].message).toContain('须由系统管理员或人力资源部的人员');
    const ownerNow = (await selectOptionalActor(database.db, await personId(database.db, 'owner'))) as Person;
    expect(ownerNow.groups).toEqual(['process-owner']);
    expect((await owner.get('/settings')).status).toBe(403);
  } finally {
    await app.stop();
    await database.destroy();
  }
});
