import { expect, test } from 'vitest';
import { selectTasksOfTicket } from '../../../src/modules/tickets/store/tasks.js';
import type { Visit } from '../../support/browser/browser.js';
import { useBrowserScene } from '../../support/browser/browserScene.js';
import {
  choose,
  claim,
  expectMessage,
  inboxRow,
  openTask,
} from '../../support/browser/remoteServicePages.js';
import { deployVoting } from '../../support/company/votingProcess.js';

const scene = useBrowserScene();
const widths = [360, 1024, 1920];

async function vote({ page }: Visit, number: string, agrees: boolean): Promise<void> {
  await page.goto('/tasks?view=available');
  await inboxRow(page, number).locator('.list-title').first().click();
  await claim(page);
  await send({ page }, agrees);
}

async function send({ page }: Pick<Visit, 'page'>, agrees: boolean): Promise<void> {
  await choose(page, '同意', agrees ? '是' : '否');
  await page.getByRole('button', { name: '提交', exact: true }).click();
  await expectMessage(page, '已提交');
}

test('signers vote and take a vote back; the first to continue decides; a 会签 is started again as a whole', async () => {
  await deployVoting(scene.app.runtime);
  const clerk = await scene.enter('clerk');
  await clerk.page.goto('/tickets/new/voting');
  await clerk.page.getByRole('button', { name: '提交', exact: true }).click();
  await clerk.page.waitForURL(/\/tickets\/[A-Z]+-\d/);
  const number = new URL(clerk.page.url()).pathname.split('/')[2] as string;
  await vote(clerk, number, true);

  const [engineer, repair] = [await scene.enter('engineer'), await scene.enter('repair')];
  await vote(engineer, number, true);
  await vote(repair, number, true);
  const { id } = await scene.database.db('tickets').where({ number }).first('id');
  const voteOf = async (login: string) => {
    const person = await scene.database.db('persons').where({ login }).first('id');
    const tasks = await selectTasksOfTicket(scene.database.db, id);
    return tasks.findLast(
      ({ elementId, completedBy, assigneeId }) =>
        elementId === 'vote' && (completedBy ?? assigneeId) === person.id,
    )?.id;
  };
  await engineer.page.goto(`/tasks/${await voteOf('engineer')}`);
  await scene.look(engineer, 'vote-done', widths);
  await engineer.page.getByRole('link', { name: '撤回' }).click();
  await engineer.page.getByLabel('撤回原因').fill('没有看到附件');
  await engineer.page.getByRole('button', { name: '撤回', exact: true }).click();
  await expectMessage(engineer.page, '已撤回');
  await openTask(engineer.page, number, '待处理');
  expect(await engineer.page.getByLabel('是', { exact: true }).isChecked(), 'filled in as it was').toBe(true);
  await engineer.page.getByText('共 3 人，已办 1 人').waitFor();
  await scene.look(engineer, 'vote-again', widths);
  await send(engineer, true);

  await repair.page.goto(`/tasks/${await voteOf('repair')}/withdrawal`);
  await repair.page.getByLabel('撤回原因').fill('也没有看到附件');
  const filer = await scene.enter('engineer2');
  await openTask(filer.page, number, '可签收');
  await claim(filer.page);
  repair.watch.expectFault(/409/);
  await repair.page.getByRole('button', { name: '撤回', exact: true }).click();
  await repair.page.getByText('「归档」已有人开始办理，不能撤回').first().waitFor();
  await scene.look(repair, 'vote-too-late', widths);

  await filer.page.getByText('更多操作').click();
  await filer.page.getByRole('button', { name: '退回…' }).first().click();
  await filer.page.getByLabel(/^会签/).check();
  await filer.page.getByLabel(/从该环节起重新办理/).check();
  await filer.page.getByLabel('退回原因').fill('理由不充分');
  await scene.look(filer, 'vote-return', widths);
  await filer.page.getByRole('button', { name: '退回', exact: true }).click();
  await expectMessage(filer.page, '已退回到「会签」');
  await filer.page.goto(`/tickets/${number}`);
  await filer.page.getByText('由全部会签人员重新办理').first().waitFor();
  await scene.look(filer, 'vote-returned', widths);
  await vote(engineer, number, false);
});
