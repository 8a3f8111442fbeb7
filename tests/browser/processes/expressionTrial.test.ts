import { expect, test } from 'vitest';
import { useBrowserScene } from '../../support/browser/browserScene.js';
import { draftIsSaved, fill, openNewDraft, selectElement } from '../../support/browser/designerPage.js';

const scene = useBrowserScene();

test('an expression shows its mistakes while it is typed, is corrected at one click, and tried', async () => {
  const { page } = await scene.enter('owner');
  await openNewDraft(page, 'onsite-service');
  await selectElement(page, 'visitOutcomeToReschedule');
  const condition = page.locator('[data-field="condition"]');
  await condition.fill('visitOutcom = "unsolved"');
  await page.getByRole('button', { name: '改为 visitOutcome', exact: true }).click();
  expect(await condition.inputValue()).toBe('visitOutcome = "unsolved"');
  await fill(page, 'condition', 'visitOutcome = "unsolvd"');
  const mend = page
    .locator('[data-element-problems]')
    .getByRole('button', { name: '改为 visitOutcome = "unsolved"' });
  await mend.click();
  await expect.poll(() => condition.inputValue()).toBe('visitOutcome = "unsolved"');
  await draftIsSaved(page);
  await page.locator('[data-field="trial-condition"]').press('Enter');
  await page.getByLabel('处理结果（visitOutcome）').selectOption('unsolved');
  const trial = page.locator('.designer-trial');
  await trial.getByRole('button', { name: '试算' }).click();
  await trial.getByText('结果：是').waitFor();
  expect(await trial.getByRole('row').allInnerTexts()).toContain('visitOutcome\t“unsolved”');
});
