import { expect, test } from 'vitest';
import { selectOpenTasks } from '../../../src/modules/tickets/store/tasks.js';
import { useBrowserScene } from '../../support/browser/browserScene.js';
import {
  concludeGuidance,
  expectMessage,
  field,
  fillContact,
  openTask,
  submit,
} from '../../support/browser/remoteServicePages.js';
import { openTaskOf, ticketWaitingFor } from '../../support/company/remoteServiceTicket.js';

const scene = useBrowserScene();
const widths = [360, 1440];

test('a task is sent back, signed by others, submitted and taken back, with two people at once', async () => {
  const { number, task } = await ticketWaitingFor(scene.app, 'remote-guidance');
  const engineer = await scene.enter('engineer');
  await openTask(engineer.page, number, '待处理');
  await field(engineer.page, '故障诊断').fill('接触器烧蚀');

  engineer.watch.expectFault(/422/);
  await engineer.page.getByText('更多操作').click();
  await engineer.page.getByRole('button', { name: '退回…' }).first().click();
  await engineer.page.getByRole('button', { name: '退回', exact: true }).click();
  await engineer.page.getByText('请选择退回到哪一环节').waitFor();
  await scene.look(engineer, 'return-refused', widths);
  await engineer.page.getByLabel(/安排工程师/).check();
  await engineer.page.getByLabel(/补办后直接回到我这里/).check();
  await engineer.page.getByLabel('退回原因').fill('没有写客户的联系电话');
  await engineer.page.getByRole('button', { name: '退回', exact: true }).click();
  await expectMessage(engineer.page, '已退回到「');
  await engineer.page.goto(`/tasks/${task.id}`);
  await engineer.page.getByText('正在等待补办或加签').waitFor();
  await scene.look(engineer, 'task-suspended', widths);

  const clerk = await scene.enter('clerk');
  await openTask(clerk.page, number, '待处理');
  await clerk.page.getByText('没有写客户的联系电话').first().waitFor();
  await scene.look(clerk, 'task-redo', widths);
  await submit(clerk.page, '下达任务单');
  await openTask(engineer.page, number, '待处理');
  expect(await field(engineer.page, '故障诊断').inputValue()).toBe('接触器烧蚀');

  await engineer.page.getByText('更多操作').click();
  await engineer.page.getByRole('button', { name: '前加签' }).first().click();
  await engineer.page.getByLabel('赵磊').check();
  await engineer.page.getByLabel('孙建军').check();
  await engineer.page.getByLabel('加签说明').fill('请看是否需要换件');
  await scene.look(engineer, 'signers', widths);
  await engineer.page.getByRole('button', { name: '加签', exact: true }).click();
  await expectMessage(engineer.page, '已加签');

  const signer = await scene.enter('engineer2');
  await openTask(signer.page, number, '待处理');
  await scene.look(signer, 'opinion', widths);
  signer.watch.expectFault(/422/);
  await signer.page.getByRole('button', { name: '不同意' }).click();
  await signer.page.getByText('请填写意见').first().waitFor();
  await signer.page.getByLabel('意见', { exact: true }).fill('先测绝缘');
  await signer.page.getByRole('button', { name: '不同意' }).click();
  await expectMessage(signer.page, '加签意见已提交');

  const other = await scene.enter('repair');
  await openTask(other.page, number, '待处理');
  await engineer.page.goto(`/tasks/${task.id}`);
  await engineer.page.getByRole('link', { name: '减签：孙建军' }).click();
  await engineer.page.getByLabel('减签原因').fill('赵磊已答复');
  await engineer.page.getByRole('button', { name: '减签' }).click();
  await expectMessage(engineer.page, '已减签');
  other.watch.expectFault(/409/);
  await other.page.getByRole('button', { name: '同意', exact: true }).click();
  await other.page.getByText('任务已取消').first().waitFor();

  await openTask(engineer.page, number, '待处理');
  await engineer.page.getByText('先测绝缘').first().waitFor();
  await scene.look(engineer, 'task-signed', widths);
  await fillContact(engineer.page, 0, {
    channel: '电话',
    spokeWith: '刘主任',
    content: '指导检查接触器',
  });
  await concludeGuidance(engineer.page, '已解决');
  await submit(engineer.page, '提交服务记录');
  await engineer.page.goto(`/tasks/${task.id}`);
  await engineer.page.getByRole('link', { name: '撤回' }).click();
  await engineer.page.getByLabel('撤回原因').fill('结论写错了');
  await scene.look(engineer, 'withdrawal', widths);
  await engineer.page.getByRole('button', { name: '撤回', exact: true }).click();
  await expectMessage(engineer.page, '已撤回');
  const again = await openTaskOf(scene.database.db, number, 'remote-guidance');
  expect(again.status).toBe('claimed');
  await engineer.page.goto(`/tickets/${number}`);
  await scene.look(engineer, 'ticket-sent-back', widths);
  const ticket = await scene.database.db('tickets').where({ number }).first('id');
  expect((await selectOpenTasks(scene.database.db, ticket.id)).map(({ id }) => id)).toEqual([again.id]);

  await engineer.page.goto(`/tickets/${number}/playback`);
  await engineer.page.getByText('撤回「远程指导服务」').first().waitFor();
  expect(
    await engineer.page
      .locator('.badge')
      .filter({ hasText: /^\s*撤回\s*$/ })
      .count(),
  ).toBe(1);
  expect(
    await engineer.page
      .locator('.badge')
      .filter({ hasText: /^\s*退回\s*$/ })
      .count(),
  ).toBe(1);
  await scene.look(engineer, 'playback-sent-back', [1440]);
});
