import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { screenshot } from '../../support/browser/browser.js';
import { useBrowserScene } from '../../support/browser/browserScene.js';
import { finishedTicket, returnedTicket } from '../../support/company/returnedTicket.js';

const scene = useBrowserScene();

test('a finished ticket is played back step by step with the keyboard alone', async () => {
  const number = await finishedTicket(scene.app);
  const auditor = await scene.enter('auditor');
  const { page } = auditor;
  await page.goto(`/tickets/${number}`);
  await page.getByRole('link', { name: '回放' }).click();
  await page.locator('[data-ready]').waitFor();
  const seen: string[] = [];
  for (let step = 1; step <= steps.length; step += 1) {
    await page.getByText(`第 ${step} 步，共 ${steps.length} 步`, { exact: true }).waitFor();
    await page.locator(`[data-shown="${step}"]`).waitFor();
    seen.push(await frameOf(page));
    if (allFrames) await screenshot(page, `68-playback-${String(step).padStart(2, '0')}`, [1440]);
    if (step < steps.length) await page.keyboard.press('ArrowRight');
  }
  expect(seen).toEqual(steps);
  expect(await page.locator('.playback-diagram').count(), 'a diagram for each version').toBe(2);
  expect(await page.locator('[data-now]').textContent()).toContain('改按第 2 版流程');
  await scene.look(auditor, '68-playback-last');
  await page.keyboard.press('ArrowLeft');
  await page.getByText('第 11 步，共 12 步', { exact: true }).waitFor();
  expect(await page.locator('[data-form-step]:visible').count()).toBe(7);

  await page.goto(`/tickets/${number}/playback#step-6`);
  await page.reload();
  await page.getByText('第 6 步，共 12 步', { exact: true }).waitFor();
  await page.emulateMedia({ reducedMotion: 'no-preference' });
  await page.reload();
  await page.locator('[data-ready]').waitFor();
  await page.keyboard.press('Space');
  await page.locator('.playback-token').waitFor();
  await screenshot(page, '69-playback-moving', [1440]);
  await page.getByText('第 8 步，共 12 步', { exact: true }).waitFor();
  await page.keyboard.press('Space');
  await page.getByRole('button', { name: '播放' }).waitFor();
  expect(await page.locator('.playback-token').count()).toBe(0);
});

test('without JavaScript the steps are a list', async () => {
  const number = await returnedTicket(scene.app);
  const auditor = await scene.enter('auditor', { javaScript: false });
  await auditor.page.goto(`/tickets/${number}/playback`);
  expect(await auditor.page.locator('[data-steps] > li').count()).toBe(7);
  expect(await auditor.page.locator('[data-steps] > li').last().textContent()).toContain('退回');
  await screenshot(auditor.page, '70-playback-plain', [360]);
});

/** `FRAME_SCREENSHOTS=on` saves each step. */
const allFrames = process.env.FRAME_SCREENSHOTS === 'on';

/** Where the ticket is after each step, which way it took to get there, and what the step changed first. */
const steps = [
  'arrangeEngineer | requestReceivedToArrangeEngineer | 报修时间',
  'arrangeEngineer |  | ',
  'remoteGuidance | arrangeEngineerToRemoteGuidance | 紧急程度',
  'feedback | remoteGuidanceToSolved solvedToFeedback | 联系记录',
  'confirmWithCustomer | feedbackToConfirmWithCustomer | 结果说明',
  'confirmWithCustomer |  | ',
  'remoteGuidance | confirmWithCustomerToCustomerConfirms customerConfirmsToRemoteGuidance | 确认时间',
  'remoteGuidance | answerOverdueToAnswered answeredToAnsweredInTime | ',
  'feedback | remoteGuidanceToSolved solvedToFeedback | 联系记录',
  'confirmWithCustomer | feedbackToConfirmWithCustomer | ',
  'confirmWithCustomer |  | ',
  ' | confirmWithCustomerToCustomerConfirms customerConfirmsToServiceCompleted | 尚未解决的问题',
];

function frameOf(page: Page): Promise<string> {
  const ids = (selector: string) =>
    page
      .locator(`.playback-diagram.is-shown ${selector}`)
      .evaluateAll((found) =>
        found
          .map((one) => (one as unknown as { dataset: Record<string, string> }).dataset.elementId)
          .join(' '),
      );
  const changed = page.locator('.playback-data > .is-changed dt').allTextContents();
  return Promise.all([ids('.djs-shape.is-present'), ids('.djs-connection.is-now'), changed]).then(
    ([present, now, [first = '']]) => [present, now, first].join(' | '),
  );
}
