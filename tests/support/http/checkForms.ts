import { expect, test } from 'vitest';
import { expectAccessible } from '../accessibility.js';
import { screenshot } from '../browser/browser.js';
import { useBrowserScene } from '../browser/browserScene.js';
import { formKeys, openEveryForm } from './everyForm.js';

/** Every second form, from the first or the second on: two files share them, so that two workers can. */
export function checkForms(from: 0 | 1): void {
  const scene = useBrowserScene();
  test('every form fits a phone, is accessible and without faults', { timeout: 900_000 }, async () => {
    const tasks = await openEveryForm(scene.app, 'clerk');
    expect(tasks.size).toBe(formKeys.length);
    const { page } = await scene.enter('clerk', { width: 360 });
    for (const [key, id] of [...tasks].filter((_, index) => index % 2 === from)) {
      await page.goto(`/tasks/${id}`);
      await screenshot(page, `form-${key}`, [360]);
      await expectAccessible(page);
    }
  });
}
