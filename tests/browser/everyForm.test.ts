import { expect, test } from 'vitest';
import { expectAccessible, expectToFit, screenshot } from '../support/browser.js';
import { useBrowserScene } from '../support/browserScene.js';
import { formKeys, openEveryForm } from '../support/everyForm.js';

const scene = useBrowserScene();

/** `FORM_SCREENSHOTS=on` also saves each form at 360 and 1440 pixels, which takes minutes. */
const takesScreenshots = process.env.FORM_SCREENSHOTS === 'on';

test('every form fits a phone, is accessible and without faults', { timeout: 900_000 }, async () => {
  const tasks = await openEveryForm(scene.app, 'clerk');
  expect(tasks.size).toBe(formKeys.length);
  const { page } = await scene.enter('clerk', { width: 360 });
  for (const [key, id] of tasks) {
    await page.goto(`/tasks/${id}`);
    await expectToFit(page, key);
    await expectAccessible(page);
    if (takesScreenshots) await screenshot(page, `form-${key}`);
  }
});
