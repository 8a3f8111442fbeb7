import { expect, test } from 'vitest';
import type { Visit } from '../../support/browser/browser.js';
import { useBrowserScene } from '../../support/browser/browserScene.js';
import { Troupe } from '../../support/company/playScenario.js';

const scene = useBrowserScene();

/** Forms that are filled with mouse and keyboard, and looked at before they are sent: each has widgets that the others lack. */
const inBrowser = ['onsiteService', 'quote', 'collectPayment', 'callBack', 'handle'];

test('an on-site service goes to the workshop, is quoted, repaired, delivered and paid, and its complaint is closed', async () => {
  const troupe = new Troupe(scene);
  const beforeSending = (elementId: string, visit: Visit) => scene.look(visit, `70-${elementId}`);
  const visit = {
    process: 'onsite-service',
    scenario: 'taken-back-complained',
    inBrowser,
    beforeSending,
  };
  const { id, number } = await troupe.play(visit);
  const complaint = await scene.database.db('tickets').where({ processKey: 'complaint-handling' }).first();
  expect(complaint).toMatchObject({ status: 'active' });

  const handling = { process: 'complaint-handling', scenario: 'serious-quality', ticketId: complaint.id };
  await troupe.play({ ...handling, inBrowser, beforeSending });
  const tickets = await scene.database
    .db('tickets')
    .orderBy('id')
    .select('processKey', 'status', 'endElementId');
  expect(tickets).toEqual([
    { processKey: 'onsite-service', status: 'ended', endElementId: 'visitCompleted' },
    { processKey: 'repair-service', status: 'ended', endElementId: 'repaired' },
    { processKey: 'complaint-handling', status: 'ended', endElementId: 'complaintClosed' },
  ]);
  expect(id).toBeGreaterThan(0);
  await lookAtTrace(number);
}, 600_000);

/** The auditor finds the proof and the tickets that this one called and started. */
async function lookAtTrace(number: string): Promise<void> {
  const auditor = await scene.enter('auditor');
  await auditor.page.goto(`/tickets/${number}`);
  await auditor.page.locator('[data-diagram-canvas] [data-element-id="callBack"]').first().waitFor();
  expect(await auditor.page.getByText('完整性校验通过').count()).toBe(1);
  for (const process of ['维修服务', '投诉与建议处理']) {
    expect(await auditor.page.getByText(process).count(), process).toBeGreaterThan(0);
  }
  await scene.look(auditor, '71-onsite-service-ended');
}
