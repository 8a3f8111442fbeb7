import type { Locator, Page } from 'playwright-core';

/** A stroke with the mouse on the signature field within; it is stored when the form is sent. */
export async function sign(page: Page, within: Locator): Promise<void> {
  const canvas = within.locator('canvas');
  await canvas.scrollIntoViewIfNeeded();
  const { x, y, width, height } = (await canvas.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
  await page.mouse.move(x + width * 0.2, y + height * 0.4);
  await page.mouse.down();
  await page.mouse.move(x + width * 0.5, y + height * 0.7, { steps: 6 });
  await page.mouse.move(x + width * 0.7, y + height * 0.3, { steps: 6 });
  await page.mouse.up();
}
