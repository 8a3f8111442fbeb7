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

test('the data that a ticket knows there are completed, and rows of tables are tried as they are used', async () => {
  const visit = await scene.enter('owner');
  const { page } = visit;
  await page.setViewportSize({ width: 1440, height: 900 });
  await openNewDraft(page, 'onsite-service');
  await selectElement(page, 'visitOutcomeToReschedule');
  const condition = page.locator('[data-field="condition"]');
  const offers = page.getByRole('listbox', { name: '可用的数据项和函数' });
  await condition.click();
  const known = page.waitForResponse((response) => response.url().endsWith('/trials'));
  await condition.blur();
  await condition.focus();
  await known;
  await condition.fill('');
  await condition.pressSequentially('repairO');
  await offers.getByRole('option', { name: /repairOutcome/ }).click();
  await condition.pressSequentially(' = "r" or customer.na');
  await offers.getByRole('option', { name: /name/ }).first().waitFor();
  await condition.fill('visitOutcome = "unsolved"');
  await condition.blur();

  await selectElement(page, 'repairInWorkshop');
  await page.locator('[data-field="trial-out.0.source"]').press('Enter');
  const result = page.locator('[data-open="trial-out.0.source"]');
  await result.getByLabel('（customerAccepts）').selectOption('true');
  await result.getByRole('button', { name: '试算' }).click();
  await result.getByText('结果：“repaired”').waitFor();
  await scene.look(visit, 'designer-trial-of-call', [1440]);

  await selectElement(page, 'startComplaint');
  const value = page.locator('[data-field="parameters.2.value"]');
  await value.fill('${string(count(concernedParts)) + complaintContent}');
  await value.blur();
  await page.locator('[data-field="trial-parameters.2.value"]').press('Enter');
  const parameter = page.locator('[data-open="trial-parameters.2.value"]');
  await parameter.getByLabel('（complaintContent）').fill('延误');
  await parameter.getByRole('button', { name: '试算' }).click();
  await parameter.getByText(/^结果/).waitFor();
  await scene.look(visit, 'designer-trial-of-parameter', [1440]);
  await draftIsSaved(page);
});
