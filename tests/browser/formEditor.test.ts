import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { useBrowserScene } from '../support/browserScene.js';
import { field } from '../support/remoteServicePages.js';

const scene = useBrowserScene();

async function beginDraft(page: Page, key: string): Promise<string> {
  await page.goto(`/processes/${key}`);
  const token = await page.locator('meta[name="csrf-token"]').getAttribute('content');
  const form = { _csrf: token ?? '' };
  const begun = await page.request.post(`/processes/${key}/drafts`, { form, maxRedirects: 0 });
  return String(begun.headers().location);
}

test('an owner adds a field to a form of 上门服务, sees it as staff will, and finds it in the comparison', async () => {
  const owner = await scene.enter('owner');
  const { page } = owner;
  const draft = await beginDraft(page, 'onsite-service');
  await page.goto(`${draft}/forms`);
  await scene.look(owner, '82-draft-forms');
  await page.getByRole('link', { name: '现场服务记录、服务凭证（《售后服务报告单》）' }).click();
  const builder = page.locator('[data-builder]');
  const preview = page.locator('[data-preview]');
  await builder.getByRole('button', { name: '在分组「处理结果」中添加字段' }).click();
  await page.keyboard.type('停车费用');
  const panel = builder.locator('details[open].builder-field');
  await field(panel, '控件').selectOption({ label: '金额' });
  await field(panel, '何时显示').selectOption({ label: '由「处理结果」决定' });
  await panel.getByLabel('携回修护').check();
  await field(panel, '显示时必填').check();
  await field(panel, '字段名').fill('parkingFee');
  await field(panel, '字段名').press('Tab');
  await builder.getByRole('button', { name: '把「停车费用」上移' }).press('Enter');
  await builder.getByRole('button', { name: '把「停车费用」上移' }).press('Enter');
  const fee = preview.locator('[name="parkingFee"]');
  await fee.waitFor({ state: 'attached' });
  expect(await fee.isVisible()).toBe(false);
  await preview.locator('.sf-group').filter({ hasText: '处理结果' }).getByText('携回修护').click();
  await fee.waitFor();
  await scene.look(owner, '83-form-editor', [360, 1440, 1920]);
  await page.getByRole('button', { name: '保存到草稿' }).click();
  await page.getByText(/^已保存/).waitFor();
  await page.reload();
  const names = await builder.locator('.builder-section').nth(2).locator('summary strong').allTextContents();
  expect(names).toEqual(['处理结果', '停车费用', '无法解决的原因', '已留言条']);
  await page.getByRole('link', { name: '与已发布版本比较' }).click();
  await page.getByText('1 张表单有变化').waitFor();
  const added = page.locator('.change-form-fields > li').filter({ hasText: '停车费用' });
  await added.getByText('「处理结果」为现场解决或携回修护').waitFor();
});
