import { expect, test } from 'vitest';
import { useBrowserScene } from '../support/browserScene.js';
import { inboxRow } from '../support/remoteServicePages.js';
import { personAt, ticketWaitingFor } from '../support/remoteServiceTicket.js';
import { startByHttp } from '../support/workByHttp.js';

const scene = useBrowserScene();
const widths = [360, 1024, 1920];

test('the inbox is filtered, searched and kept', async () => {
  const desk = await personAt(scene.app, 'desk');
  await ticketWaitingFor(scene.app, 'technical-service-task');
  scene.app.clock.advance({ hours: 1, minutes: 30 });
  await startByHttp(desk);
  scene.app.clock.advance({ hours: 2, minutes: 40 });
  const number = await startByHttp(desk);
  const clerk = await scene.enter('clerk');
  const { page } = clerk;
  await page.goto('/tasks?view=available');
  await scene.look(clerk, 'inbox', widths);
  await page.getByRole('searchbox', { name: /^搜索/ }).last().fill(number);
  await page.getByRole('button', { name: '搜索' }).last().click();
  await inboxRow(page, number).waitFor();
  expect(await page.locator('tbody tr').count()).toBe(1);
  await page.getByText('存为常用筛选').click();
  await page.locator('#filter-name').fill('我的筛选');
  await scene.look(clerk, 'inbox-filter', widths);
});
