import { expect, test } from 'vitest';
import { selectTask } from '../../../src/modules/tickets/store/tasks.js';
import { useBrowserScene } from '../../support/browser/browserScene.js';
import { expectMessage, field, inboxRow, openTask } from '../../support/browser/remoteServicePages.js';
import { personAt, ticketWaitingFor } from '../../support/company/remoteServiceTicket.js';
import { startByHttp } from '../../support/http/workByHttp.js';

const scene = useBrowserScene();
const widths = [360, 1024, 1920];
const onePixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);

test('the inbox is filtered and searched, and keeps both', async () => {
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

test('two people hand a task over, talk about the ticket, and collide', async () => {
  const { number, task } = await ticketWaitingFor(scene.app, 'remote-guidance');
  const [engineer, manager] = [await scene.enter('engineer'), await scene.enter('manager')];
  await openTask(engineer.page, number, '待处理');
  await field(engineer.page, '故障诊断').fill('接触器烧蚀');
  await scene.look(engineer, 'task-page', widths);
  await engineer.page.getByText('更多操作').click();
  await scene.look(engineer, 'task-actions', [1024]);
  await engineer.page.getByRole('button', { name: '委派' }).first().click();
  await engineer.page.getByLabel('委派给').selectOption({ label: '赵磊（在办 0 项）' });
  await engineer.page.getByLabel('委派说明').fill('请先到现场看看');
  await scene.look(engineer, 'task-delegation', [360, 1440]);

  await manager.page.goto(`/tickets/${number}`);
  await manager.page.getByRole('button', { name: /^催办/ }).click();
  await expectMessage(manager.page, '已催办');
  await manager.page.getByLabel('评论内容').fill('@张伟 客户很急，请今天答复');
  await manager.page.getByRole('button', { name: '发表评论' }).click();
  await expectMessage(manager.page, '通知张伟');
  const picture = { name: '铭牌.png', mimeType: 'image/png', buffer: onePixel };
  await manager.page.getByLabel('附件', { exact: true }).setInputFiles([picture]);
  await manager.page.getByRole('button', { name: '发表评论' }).click();
  await manager.page.getByText('评论，附件：铭牌.png').first().waitFor();
  await scene.look(manager, 'ticket-talk', widths);
  await manager.page.getByRole('link', { name: '抄送', exact: true }).click();
  await manager.page.getByLabel('徐亮').check();
  await scene.look(manager, 'ticket-copy', [360, 1440]);
  await manager.page.getByRole('button', { name: '抄送' }).click();
  await expectMessage(manager.page, '已抄送给徐亮');
  await manager.page.getByRole('link', { name: /^转办/ }).click();
  await manager.page.getByLabel('转办给').selectOption({ label: '赵磊（在办 0 项）' });
  await manager.page.getByLabel('转办原因').fill('张伟今天休息');
  await manager.page.getByRole('button', { name: '转办', exact: true }).click();
  await expectMessage(manager.page, '已转办给赵磊');

  engineer.watch.expectFault(/409/);
  await engineer.page.getByRole('button', { name: '委派', exact: true }).click();
  await engineer.page.getByText('刚刚被他人更新').waitFor();
  expect(await engineer.page.getByText('请先到现场看看').count()).toBeGreaterThan(0);
  await scene.look(engineer, 'task-collision', [360, 1440]);
  expect((await selectTask(scene.database.db, task.id)).status).toBe('claimed');
});
