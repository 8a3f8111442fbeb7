import { expect, test } from 'vitest';
import { expectAccessible, screenshot } from '../support/browser.js';
import { useBrowserScene } from '../support/browserScene.js';
import { formKeys, openEveryForm } from '../support/everyForm.js';

const scene = useBrowserScene();

test('every form fits a phone, is accessible and without faults', { timeout: 900_000 }, async () => {
  const tasks = await openEveryForm(scene.app, 'clerk');
  expect(tasks.size).toBe(formKeys.length);
  const { page } = await scene.enter('clerk', { width: 360 });
  for (const [key, id] of tasks) {
    await page.goto(`/tasks/${id}`);
    await screenshot(page, `form-${key}`);
    await expectAccessible(page);
  }
});
