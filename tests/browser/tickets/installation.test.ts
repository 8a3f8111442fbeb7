import { expect, test } from 'vitest';
import { useBrowserScene } from '../../support/browser/browserScene.js';
import { beginRequest, field } from '../../support/browser/remoteServicePages.js';
import { Troupe } from '../../support/company/playScenario.js';

const scene = useBrowserScene();
const { enter, look } = scene;

/** Forms that are filled with mouse and keyboard: plan with rows and files, measured values with signatures, the archive. */
const inBrowser = ['installationRequested', 'preparePlan', 'acceptByCustomer', 'archiveDocuments'];

test('an installation from the request to a customer file that makes the next service free of charge (R17)', async () => {
  const ticket = await new Troupe(scene).play({
    process: 'installation',
    scenario: 'accepted-the-first-time',
    inBrowser,
    beforeSending: (elementId, visit) => look(visit, `60-${elementId}`),
  });
  expect(ticket).toMatchObject({ status: 'ended', endElementId: 'installationCompleted' });
  await expectProof(ticket.number);
  await expectFreeService('LD100-261103', String(ticket.variables.warrantyUntil));
}, 600_000);

async function expectProof(number: string): Promise<void> {
  const auditor = await enter('auditor');
  await auditor.page.goto(`/tickets/${number}`);
  const drawn = auditor.page.locator('[data-diagram-canvas] [data-element-id="registerInstallation"]');
  await drawn.first().waitFor();
  expect(await auditor.page.getByText('完整性校验通过').count()).toBe(1);
  await look(auditor, '63-installation-ended');
}

/** 新建工单 finds the customer and the product, and proposes 免费服务. */
async function expectFreeService(serialNumber: string, warrantyUntil: string): Promise<void> {
  const desk = await enter('desk');
  const proposal = await beginRequest(desk.page, { typed: '盛达', name: '潍坊盛达食品有限公司' });
  expect(proposal).toContain('系统建议：C 免费服务');
  expect(proposal).toContain(warrantyUntil);
  expect(await field(desk.page, '出厂编号（序列号）').inputValue()).toBe(serialNumber);
  await look(desk, '64-free-service-proposed');
}
